using Npgsql;

namespace JobLogs.Testing.PostgreSql;

/// <summary>
/// A PostgreSQL server that tests make their databases on: the one that <c>JOBLOGS_TEST_POSTGRES</c> names
/// (<c>postgresql://user:password@host:port/postgres</c>; its user may create databases), else a throwaway cluster that the test
/// process starts when the first test wants it. Where neither is to be had, the test is skipped and says why; with
/// <c>CI=true</c> it fails.
/// </summary>
public sealed class PostgreSqlServer
{
    private const string Setting = "JOBLOGS_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(FindAsync);

    private readonly PostgreSqlAddress _address;
    private readonly PostgreSqlCluster? _cluster;

    /// <param name="address">Where it is.</param>
    /// <param name="cluster">What it lives on: it ends when nobody holds it any more.</param>
    internal PostgreSqlServer(PostgreSqlAddress address, PostgreSqlCluster? cluster = null)
    {
        _address = address;
        _cluster = cluster;
    }

    /// <summary>Whether the server goes with the tests.</summary>
    public bool IsThrowaway => _cluster is not null;

    /// <summary>The server that all tests of the process share. It stays until the process ends.</summary>
    public static async Task<PostgreSqlServer> SharedAsync()
    {
        try
        {
            return await Shared.Value;
        }
        catch (PostgreSqlMissingException exception)
        {
            throw exception.Refuse();
        }
    }

    /// <summary>A new, empty database, which goes when it is disposed.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => CreateDatabaseAsync("pg_default");

    /// <summary>The same, with its tables where <see cref="CreateTablespaceAsync"/> put them.</summary>
    internal async Task<TestDatabase> CreateDatabaseAsync(string tablespace)
    {
        var name = "joblogs_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' TABLESPACE {tablespace}");
        return new TestDatabase(this, _address with { Database = name });
    }

    /// <summary>Lets databases lie in a folder of their own.</summary>
    internal Task CreateTablespaceAsync(string name, string folder) => ExecuteAsync($"CREATE TABLESPACE {name} LOCATION '{folder}'");

    /// <summary>Drops a database, whoever is connected to it.</summary>
    internal Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_address.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgreSqlServer> FindAsync() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } url
            ? new PostgreSqlServer(PostgreSqlAddress.Parse(url))
            : (await PostgreSqlCluster.StartNewAsync()).Server;
}
