using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Sqlite;

namespace Samples.Extensions;

/// <summary>
/// <c>DATABASE_URL=temporary:</c>, for demonstrations and tests: an SQLite database in a folder of its own, which is removed when the server has
/// stopped. One that is killed leaves it behind.
/// </summary>
internal sealed class TemporaryStore : IStoreProvider
{
    public IReadOnlyList<string> Schemes { get; } = ["temporary"];

    public string Example => "temporary:";

    public string BackupAdvice => "DATABASE_URL names a database that is gone when its server stops.";

    public async Task<IStore> OpenAsync(string address, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!address.Equals(Example, StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException("DATABASE_URL", "has something behind 'temporary:'; write that alone.");
        }

        var folder = Directory.CreateTempSubdirectory("joblogs-").FullName;
        try
        {
            return new Opened(await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Path.Combine(folder, "joblogs.db") }, time, cancellationToken), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    // All that a database is asked for, its ports, are those of SQLite.
    private sealed class Opened(SqliteStore store, string folder) : IStore
    {
        public IStoreWriter Writer => store.Writer;

        public ILogStore Logs => store.Logs;

        public IJobStore Jobs => store.Jobs;

        public IRunStore Runs => store.Runs;

        public IPaperStore Papers => store.Papers;

        public ICommitFeed Feed => store.Feed;

        public ICopyStates Copies => store.Copies;

        public IAccessStore Access => store.Access;

        public IAlertStore Alerts => store.Alerts;

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
