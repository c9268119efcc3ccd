using JobLogs.Storage.PostgreSql;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Databases of tests, and stores on them.</summary>
internal static class Databases
{
    /// <summary>An empty database.</summary>
    public static async Task<TestDatabase> CreateAsync() => await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();

    /// <summary>A store on a database.</summary>
    public static ValueTask<PostgresStore> OpenAsync(TestDatabase database, TimeProvider time) =>
        PostgresStore.OpenAsync(Options(database), time, CancellationToken.None);

    /// <summary>What tests open a database with.</summary>
    public static PostgresStoreOptions Options(TestDatabase database) => new() { ConnectionString = database.ConnectionString };
}
