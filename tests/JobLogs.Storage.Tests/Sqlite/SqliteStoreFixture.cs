using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>A SQLite store in a folder of its own.</summary>
internal sealed class SqliteStoreFixture : IStoreFixture
{
    private readonly DirectoryInfo _folder;
    private readonly SqliteStore _store;

    private SqliteStoreFixture(DirectoryInfo folder, SqliteStore store)
    {
        _folder = folder;
        _store = store;
    }

    public IStoreWriter Writer => _store.Writer;

    public ILogStore Logs => _store.Logs;

    public static async ValueTask<SqliteStoreFixture> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-");
        var options = new SqliteStoreOptions { Path = Path.Combine(folder.FullName, "test.db") };
        return new SqliteStoreFixture(folder, await SqliteStore.OpenAsync(options, TimeProvider.System, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
