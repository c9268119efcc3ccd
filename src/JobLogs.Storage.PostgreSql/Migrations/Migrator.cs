using System.Globalization;
using System.Security.Cryptography;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Migrations;

/// <summary>
/// Brings the database to the newest schema: the numbered scripts in <c>Schema/</c> that it has not had, all in one transaction
/// under a lock, so that of several servers that start at once one does it. Safe to run again.
/// </summary>
internal static class Migrator
{
    private const string Folder = "JobLogs.Storage.PostgreSql.Schema.";

    private static readonly SortedList<int, string> Scripts = Find();

    /// <summary>The number of the last script.</summary>
    public static int Newest { get; } = Scripts.Keys[^1];

    /// <summary>Runs the scripts that are missing.</summary>
    /// <param name="place">Host and database, for error texts.</param>
    /// <exception cref="StoreUnavailableException"><c>store_newer</c> or <c>store_foreign</c>: the database is not for this server.</exception>
    public static async ValueTask RunAsync(NpgsqlConnection connection, string place, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Locks.Schema})", cancellationToken);
        var version = await VersionAsync(connection, place, cancellationToken);
        if (version > Newest)
        {
            throw new StoreUnavailableException(
                "store_newer",
                $"The database {place} was written by a newer JobLogs (schema {version}; this one knows {Newest}). Start that version, or restore a backup made before.");
        }

        foreach (var (number, resource) in Scripts)
        {
            if (number > version)
            {
                await ExecuteAsync(connection, Read(resource), cancellationToken);
                await (number == 1 ? FillAsync(connection, cancellationToken) : NoteAsync(connection, number, cancellationToken));
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // 0 when there is nothing yet.
    private static async ValueTask<int> VersionAsync(NpgsqlConnection connection, string place, CancellationToken cancellationToken)
    {
        const string Ours = """
            SELECT count(*) FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = 'store' AND column_name IN ('schema_version', 'salt')
            """;
        const string Strangers = """
            SELECT count(*) FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;
        if (await ScalarAsync(connection, Ours, cancellationToken) == 2)
        {
            return (int)await ScalarAsync(connection, "SELECT schema_version::bigint FROM store", cancellationToken);
        }

        return await ScalarAsync(connection, Strangers, cancellationToken) == 0
            ? 0
            : throw new StoreUnavailableException(
                "store_foreign",
                $"The database {place} has tables of another program. Give the server a database of its own, or a schema (Search Path=joblogs).");
    }

    // Numbers begin at random places, so that those of two databases rarely meet.
    private static async Task FillAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlBatch(connection);
        insert.BatchCommands.Add(new Statement("""
            INSERT INTO store (only_row, schema_version, salt, next_job, next_run, next_commit, next_event, last_day)
            VALUES (1, 1, $1, $2, $3, 1, 1, '1970-01-01')
            """)
            .With(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))))
            .With(RandomNumberGenerator.GetInt32(1 << 15, 1 << 22))
            .With((1L << 35) + (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & ((1L << 35) - 1)))
            .Command);
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Task NoteAsync(NpgsqlConnection connection, int number, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"UPDATE store SET schema_version = {number}", cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async ValueTask<long> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Read(string resource)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static SortedList<int, string> Find()
    {
        var scripts = new SortedList<int, string>();
        foreach (var resource in typeof(Migrator).Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(Folder, StringComparison.Ordinal))
            {
                scripts.Add(int.Parse(resource.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), resource);
            }
        }

        return scripts;
    }
}
