using JobLogs.Testing.PostgreSql;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>The database that a test's server is started on, of the kind that the test is run with.</summary>
internal sealed class ServerDatabase : IAsyncDisposable
{
    /// <summary>The server's own file.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A database of the test's own on the shared PostgreSQL server.</summary>
    public const string PostgreSql = "postgresql";

    private readonly TestDatabase? _database;

    private ServerDatabase(TestDatabase? database) => _database = database;

    /// <summary>What the server is told.</summary>
    public (string Name, string Value)[] Settings => _database is null ? [] : [("DATABASE_URL", _database.Url)];

    /// <summary>An empty one.</summary>
    public static async Task<ServerDatabase> MakeAsync(string kind) =>
        new(kind == PostgreSql ? await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync() : null);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
