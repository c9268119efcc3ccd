using JobLogs.Storage.Model;
using JobLogs.Storage.Others;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>The port by which a server reads what others committed, on the store that the test itself commits to.</summary>
internal sealed class HouseOthers(SqliteStore store) : IOtherServers
{
    public long OpenedAfter => 0;

    /// <summary>The jobs that were asked for, by each reading; null for all.</summary>
    public List<IReadOnlyCollection<JobId>?> Reads { get; } = [];

    /// <summary>Called when a page was read, before it is published.</summary>
    public Func<Task>? OnRead { get; set; }

    public ValueTask<long> AwaitCommitAsync(CancellationToken cancellationToken) => throw new NotSupportedException("The tests say themselves what was heard.");

    public async ValueTask<CommittedPage> ReadAsync(long after, IReadOnlyCollection<JobId>? jobs, int items, CancellationToken cancellationToken)
    {
        Reads.Add(jobs);
        var last = (await store.Logs.StatusAsync(cancellationToken)).LastCommit;
        var behind = new Place(after, new JobId(int.MaxValue), long.MaxValue, long.MaxValue);
        using var feed = await store.Logs.ReadFeedAsync(
            new FeedQuery { Scope = LogScope.All, After = behind, Limit = 1_000_000 }, cancellationToken);
        feed.ReachedEnd.ShouldBeTrue();
        var entries = new EntryBatch();
        for (var index = 0; index < feed.Entries.Count; index++)
        {
            if (jobs?.Contains(feed.Entries[index].Job) != false)
            {
                entries.Add(feed.Entries[index]);
            }
        }

        RunEvent[] events = [.. feed.Events.Where(happened => jobs?.Contains(happened.Job) != false).OrderBy(happened => happened.Event)];
        await (OnRead?.Invoke() ?? Task.CompletedTask);
        return new CommittedPage(entries, events, last, reachedEnd: true);
    }

    public ValueTask<IAsyncDisposable?> TryTakeCleanUpAsync(CancellationToken cancellationToken) => throw new NotSupportedException("Nothing is deleted here.");
}
