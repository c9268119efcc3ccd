using JobLogs.Load.Measuring;
using JobLogs.Load.Servers;
using JobLogs.Load.Store;
using JobLogs.Storage;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Reading;

namespace JobLogs.Load.Query;

/// <summary>A SQLite file, the one that was named or a new one.</summary>
internal sealed class SqliteQueryTarget : IQueryTarget
{
    private readonly SqliteStore _store;
    private readonly string _folder;

    private SqliteQueryTarget(SqliteStore store, string folder)
    {
        _store = store;
        _folder = folder;
    }

    /// <inheritdoc />
    public IStore Store => _store;

    /// <summary>Opens it.</summary>
    public static async Task<SqliteQueryTarget> OpenAsync(Arguments arguments)
    {
        var folder = Folders.Create(arguments);
        var path = arguments.Text("file") is { Length: > 0 } given ? given : Path.Combine(folder, "query.db");
        return new SqliteQueryTarget(await SqliteFile.OpenAsync(path), folder);
    }

    /// <inheritdoc />
    public async Task ReadAsync(Func<ILogSnapshot, Task> read)
    {
        using var reader = await _store.Readers.RentAsync(CancellationToken.None);
        await read(new SqliteLogSnapshot(reader.Connection, _store.Readers));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
