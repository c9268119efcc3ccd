using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>A store on a file in a folder of its own, which goes with it.</summary>
internal sealed class SqliteFixture : IStoreFixture
{
    private readonly TemporaryFolder _folder;
    private SqliteStore _store;

    private SqliteFixture(TemporaryFolder folder, SqliteStore store, FakeTimeProvider time)
    {
        _folder = folder;
        _store = store;
        Time = time;
    }

    public IStoreWriter Writer => _store.Writer;

    public ILogStore Logs => _store.Logs;

    public IJobStore Jobs => _store.Jobs;

    public IRunStore Runs => _store.Runs;

    public IPaperStore Papers => _store.Papers;

    public IAccessStore Access => _store.Access;

    public IAlertStore Alerts => _store.Alerts;

    public ICommitFeed Feed => _store.Feed;

    public ICopyStates Copies => _store.Copies;

    public FakeTimeProvider Time { get; }

    public static async ValueTask<IStoreFixture> OpenAsync()
    {
        var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return new SqliteFixture(folder, await SqliteStore.OpenAsync(Options(folder), time, CancellationToken.None), time);
    }

    public async ValueTask ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await SqliteStore.OpenAsync(Options(_folder), Time, CancellationToken.None);
    }

    public ValueTask<IReadOnlyList<(long Commit, SeqSpan Span)>> CommittedSpansAsync()
    {
        var spans = new List<(long, SeqSpan)>();
        using var connection = Connection.OpenReader(_folder.Database);
        var rows = connection.Prepare("SELECT commit_no, ranges FROM commits ORDER BY commit_no");
        while (rows.Step())
        {
            var ranges = rows.Bytes(1);
            var job = default(JobId);
            while (CommitRanges.TryTake(ref ranges, ref job, out var span))
            {
                spans.Add((rows.Long(0), span));
            }
        }

        return ValueTask.FromResult<IReadOnlyList<(long Commit, SeqSpan Span)>>(spans);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static SqliteStoreOptions Options(TemporaryFolder folder) => new() { Path = folder.Database };
}
