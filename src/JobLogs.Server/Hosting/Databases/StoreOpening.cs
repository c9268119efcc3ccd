using System.ComponentModel.DataAnnotations;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.Sqlite;
using Npgsql;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>Opens the database that <c>DATABASE_URL</c> names.</summary>
internal static class StoreOpening
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens it. For a PostgreSQL server that doesn't answer yet it waits a while.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be opened.</exception>
    public static async Task<IStore> OpenAsync(IConfiguration configuration, TimeProvider time)
    {
        var address = DatabaseUrl.Read(configuration[DatabaseUrl.Setting] is { Length: > 0 } url ? url : DatabaseUrl.Default);
        var options = Options(configuration);
        return address.PostgreSql is { } connection
            ? await WaitForAsync(connection, options, time)
            : await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = address.SqlitePath! }, time, CancellationToken.None);
    }

    private static async Task<IStore> WaitForAsync(NpgsqlConnectionStringBuilder connection, DatabaseOptions options, TimeProvider time)
    {
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
                return await PostgresStore.OpenAsync(store, time, CancellationToken.None);
            }
            catch (StoreUnavailableException exception) when (MayPass(exception) && time.GetElapsedTime(began) < TimeSpan.FromSeconds(options.WaitSeconds))
            {
                if (!told)
                {
                    StartLog.Say($"joblogs-server waits for its database, {options.WaitSeconds} s at most. {exception.Message}");
                }

                await Task.Delay(Pause, time);
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
