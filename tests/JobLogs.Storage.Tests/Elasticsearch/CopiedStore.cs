using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Storage.Tests.Sqlite;
using JobLogs.Testing.Search;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>A SQLite store whose commits are copied to a search server, and whose log is read from there.</summary>
internal sealed class CopiedStore : IStoreFixture
{
    private readonly IStoreFixture _database;
    private readonly TestCopy _copy;

    private CopiedStore(IStoreFixture database, TestCopy copy, CopyFollower follower)
    {
        _database = database;
        _copy = copy;
        Logs = new CopiedLogStore(database.Logs, copy.Reader, follower);
    }

    public IStoreWriter Writer => _database.Writer;

    public ILogStore Logs { get; }

    public IJobStore Jobs => _database.Jobs;

    public IRunStore Runs => _database.Runs;

    public IPaperStore Papers => _database.Papers;

    public IAccessStore Access => _database.Access;

    public IAlertStore Alerts => _database.Alerts;

    public ICommitFeed Feed => _database.Feed;

    public ICopyStates Copies => _database.Copies;

    public FakeTimeProvider Time => _database.Time;

    public static async ValueTask<IStoreFixture> OpenAsync(SearchProduct product)
    {
        var copy = await TestCopy.OpenAsync(product);
        var database = await SqliteFixture.OpenAsync();
        var follower = new CopyFollower(database.Writer, database.Feed, copy.Copy);
        await follower.BeginAsync();
        return new CopiedStore(database, copy, follower);
    }

    public ValueTask ReopenAsync() => throw new NotSupportedException("The copy has nothing to open again.");

    public ValueTask<IReadOnlyList<(long Commit, SeqSpan Span)>> CommittedSpansAsync() => _database.CommittedSpansAsync();

    public async ValueTask DisposeAsync()
    {
        await _copy.DisposeAsync();
        await _database.DisposeAsync();
    }
}
