using System.ComponentModel.DataAnnotations;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.PostgreSql;
using Npgsql;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>Databases of a PostgreSQL server. For one that doesn't answer yet it waits a while.</summary>
internal sealed class PostgreSqlProvider : IStoreProvider
{
    private const string Mark = "://";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public IReadOnlyList<string> Schemes { get; } = ["postgresql", "postgres"];

    /// <inheritdoc />
    public string Example => PostgreSqlUrl.Example;

    /// <inheritdoc />
    public string BackupAdvice =>
        """
        DATABASE_URL names a PostgreSQL database, which its own programs copy:
          pg_dump --format=custom --file=joblogs.dump "$DATABASE_URL"
        and put back, into an empty database and while no server runs:
          pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_URL" joblogs.dump
          psql --set=ON_ERROR_STOP=1 --single-transaction --file=deploy/postgresql-after-restore.sql "$DATABASE_URL"
        See docs/operations.md, which says what the last line is for.
        """;

    /// <summary>The connection that an address describes.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    public static NpgsqlConnectionStringBuilder Read(string address)
    {
        var colon = address.IndexOf(':');
        return address.AsSpan(colon).StartsWith(Mark)
            ? PostgreSqlUrl.Read(address[(colon + Mark.Length)..])
            : throw DatabaseUrl.Wrong($"is no address of a PostgreSQL database; write {PostgreSqlUrl.Example}.");
    }

    /// <inheritdoc />
    public async Task<IStore> OpenAsync(string address, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = Read(address);
        var options = Options(configuration);
        var store = new PostgresStoreOptions
        {
            ConnectionString = connection.ConnectionString,
            MaxReaders = options.Readers,
            ConnectSeconds = Math.Max(connection.Timeout, 1),
        };
        var began = time.GetTimestamp();
        for (var told = false; ; told = true)
        {
            try
            {
                return await PostgresStore.OpenAsync(store, time, cancellationToken);
            }
            catch (StoreUnavailableException exception) when (MayPass(exception) && time.GetElapsedTime(began) < TimeSpan.FromSeconds(options.WaitSeconds))
            {
                if (!told)
                {
                    StartLog.Say($"joblogs-server waits for its database, {options.WaitSeconds} s at most. {exception.Message}");
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    // A server that isn't there yet, or not ready yet; not a wrong password (28), a database that doesn't exist (3D), or one that isn't for this server.
    private static bool MayPass(StoreUnavailableException exception) => exception.Code is "store_unavailable" or "store_locked"
        && exception.InnerException is not PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] };

    private static DatabaseOptions Options(IConfiguration configuration)
    {
        var options = new DatabaseOptions();
        try
        {
            configuration.GetSection(DatabaseOptions.Section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingException(DatabaseOptions.Section, exception.Message);
        }

        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true)
            ? options
            : throw new SettingException($"{DatabaseOptions.Section}:{wrong[0].MemberNames.First()}", wrong[0].ErrorMessage!);
    }
}
