using JobLogs.Load.Measuring;
using JobLogs.Storage.PostgreSql;
using Npgsql;

namespace JobLogs.Load.Store;

/// <summary>A schema of its own in the database that was named, for one measurement; it goes afterwards.</summary>
internal sealed class PostgresSchema : IAsyncDisposable
{
    private readonly string _database;
    private readonly string _name = $"measured_{Guid.NewGuid():N}";

    private PostgresSchema(string database) => _database = database;

    /// <summary>What names the database on the command line.</summary>
    public static Option Option { get; } = new("postgres", "", "a PostgreSQL database, as Npgsql reads it: \"Host=127.0.0.1;Database=bench;Username=u;Password=p\"");

    /// <summary>The database and the schema, as Npgsql reads them.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_database) { SearchPath = _name }.ConnectionString;

    /// <summary>Makes it.</summary>
    /// <exception cref="UsageException">No database was named.</exception>
    public static async Task<PostgresSchema> CreateAsync(Arguments arguments)
    {
        var schema = new PostgresSchema(arguments.Text(Option.Name) is { Length: > 0 } given
            ? given
            : throw new UsageException($"--{Option.Name} is needed: {Option.Meaning}"));
        await schema.ExecuteAsync($"CREATE SCHEMA {schema._name}");
        return schema;
    }

    /// <summary>A store in it.</summary>
    public ValueTask<PostgresStore> OpenAsync() =>
        PostgresStore.OpenAsync(new PostgresStoreOptions { ConnectionString = ConnectionString }, TimeProvider.System, CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP SCHEMA {_name} CASCADE");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
