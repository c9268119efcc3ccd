using JobLogs.Load.Measuring;
using JobLogs.Load.Store;
using JobLogs.Storage;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;

namespace JobLogs.Load.Query;

/// <summary>A schema of its own in the PostgreSQL database that was named.</summary>
internal sealed class PostgresQueryTarget : IQueryTarget
{
    private readonly PostgresSchema _schema;
    private readonly PostgresStore _store;
    private readonly JobDays _days = new();

    private PostgresQueryTarget(PostgresSchema schema, PostgresStore store)
    {
        _schema = schema;
        _store = store;
    }

    /// <inheritdoc />
    public IStore Store => _store;

    /// <summary>Makes and opens it.</summary>
    public static async Task<PostgresQueryTarget> OpenAsync(Arguments arguments)
    {
        var schema = await PostgresSchema.CreateAsync(arguments);
        return new PostgresQueryTarget(schema, await schema.OpenAsync());
    }

    /// <inheritdoc />
    public async Task ReadAsync(Func<ILogSnapshot, Task> read) => await new ReaderPool(_store.Sessions).SnapshotAsync(
        read,
        async (reader, read, _) =>
        {
            await read(new PostgresLogSnapshot(reader, _days));
            return 0;
        },
        CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _schema.DisposeAsync();
    }
}
