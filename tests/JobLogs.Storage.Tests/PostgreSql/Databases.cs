using System.Collections.Concurrent;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.Tests.PostgreSql;
using JobLogs.Testing.PostgreSql;
using Npgsql;

[assembly: AssemblyFixture(typeof(Databases))]

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>
/// Databases of tests, and stores on them. Making one takes longer than most tests do, so one that a test has done with is emptied and
/// given to the next.
/// </summary>
public sealed class Databases : IAsyncDisposable
{
    // Everything but the row that says which database it is; that begins again too, but for the numbers of jobs and runs.
    // Whatever a store has left behind, be it a session that is still ending or a day that was being taken away, ends first.
    private const string Empty = """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        DO $$ BEGIN
            EXECUTE (
                SELECT coalesce('DROP TABLE ' || string_agg(relname, ', '), 'SELECT 1') FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname ~ '^entries_[0-9]{8}$');
            EXECUTE (
                SELECT 'TRUNCATE ' || string_agg(relname, ', ') FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'store');
        END $$;
        UPDATE store SET next_commit = 1, next_event = 1, last_day = '1970-01-01';
        """;

    private static readonly ConcurrentBag<TestDatabase> Idle = [];

    /// <summary>A database without a schema, which whoever asked drops.</summary>
    internal static async Task<TestDatabase> CreateAsync() => await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();

    /// <summary>A database in which nothing is, with the schema or without; to be given back.</summary>
    internal static async Task<TestDatabase> RentAsync()
    {
        if (!Idle.TryTake(out var database))
        {
            return await CreateAsync();
        }

        await ExecuteAsync(database, Empty);
        return database;
    }

    /// <summary>Gives it back, when nobody is connected to it any more.</summary>
    internal static void Return(TestDatabase database) => Idle.Add(database);

    /// <summary>A store on a database.</summary>
    internal static ValueTask<PostgresStore> OpenAsync(TestDatabase database, TimeProvider time) =>
        PostgresStore.OpenAsync(Options(database.ConnectionString), time, CancellationToken.None);

    /// <summary>What tests open a database with: few connections each, since many tests run at once.</summary>
    internal static PostgresStoreOptions Options(string connectionString) => new() { ConnectionString = connectionString, MaxReaders = 4 };

    /// <summary>Carries out SQL, beside the store.</summary>
    internal static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of all rows, beside the store.</summary>
    internal static async Task<List<T>> QueryAsync<T>(TestDatabase database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync())
        {
            values.Add(rows.GetFieldValue<T>(0));
        }

        return values;
    }

    /// <summary>A connection beside the store.</summary>
    internal static async Task<NpgsqlConnection> ConnectAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        while (Idle.TryTake(out var database))
        {
            await database.DisposeAsync();
        }
    }
}
