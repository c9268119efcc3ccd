using JobLogs.Storage.Copies;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Tests.Server.Copies;

/// <summary>How it answers: plain pages of what is found; anything more is <see cref="Missing"/>'s or a fixed answer.</summary>
internal sealed partial class ScriptedCopy : ICopyReader
{
    public static readonly LogStatistics FixedStatistics = new() { ByLevel = new LevelCounts(0, 4711, 0, 0, 0), ByStep = [], Histogram = [], Durations = [] };

    /// <summary>Why it has no answer; null when it has.</summary>
    public NoAnswer? Missing { get; set; }

    /// <summary>What happens while it answers.</summary>
    public Func<Task> WhileAnswering { get; set; } = () => Task.CompletedTask;

    public async ValueTask<CopyAnswer<EntryPage>> ReadAsync(LogQuery query, long through, CancellationToken cancellationToken)
    {
        Calls.Enqueue("ask");
        await WhileAnswering();
        if (Missing is not null)
        {
            return new CopyAnswer<EntryPage>(null, Missing);
        }

        var found = Seen.Where(thing => thing.Entry is not null && thing.Commit <= through && (query.Scope.Job is null || thing.Item.Job == query.Scope.Job)
            && thing.Item.Seq > (query.After?.Seq ?? 0)).ToList();
        var entries = new EntryBatch();
        foreach (var thing in (query.Descending ? Enumerable.Reverse(found) : found).Take(query.Limit))
        {
            entries.Add(thing.Entry![0]);
        }

        return new CopyAnswer<EntryPage>(new EntryPage(entries, query.Count ? found.Count : null, found.Count > query.Limit), null);
    }

    public ValueTask<CopyAnswer<EntryBatch?>> FindAsync(JobId job, long seq, long through, CancellationToken cancellationToken) => Answer<EntryBatch?>(null);

    public ValueTask<CopyAnswer<LogStatistics>> StatisticsAsync(StatisticsQuery query, long through, CancellationToken cancellationToken) =>
        Answer<LogStatistics>(FixedStatistics);

    public ValueTask<CopyAnswer<IReadOnlyList<FacetCount>>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, long through, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<FacetCount>>([new FacetCount("of the copy", 1)]);

    public ValueTask<CopyAnswer<IReadOnlyList<ErrorGroup>>> ErrorsAsync(long sinceMicros, long through, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<ErrorGroup>>([]);

    public ValueTask<CopyAnswer<IReadOnlyList<RunTally>>> TallyAsync(
        (JobId Job, RunId Run)? after, int limit, long through, CancellationToken cancellationToken) => Answer<IReadOnlyList<RunTally>>(
        [.. Seen.Where(thing => thing.Commit <= through).GroupBy(thing => (thing.Item.Job, thing.Run)).OrderBy(run => run.Key.Job).ThenBy(run => run.Key.Run)
            .Where(run => after is not { } last || run.Key.Job.CompareTo(last.Job) is var byJob && (byJob > 0 || (byJob == 0 && run.Key.Run.CompareTo(last.Run) > 0)))
            .Take(limit)
            .Select(run => new RunTally(
                run.Key.Job, run.Key.Run, run.Count(thing => thing.Entry is not null), run.Count(thing => thing.IsStatusChange),
                run.Count(thing => thing.Entry is null && !thing.IsStatusChange)))]);

    private ValueTask<CopyAnswer<T>> Answer<T>(T answer)
    {
        Calls.Enqueue("ask");
        return ValueTask.FromResult(Missing is null ? new CopyAnswer<T>(answer, null) : new CopyAnswer<T>(default, Missing));
    }
}
