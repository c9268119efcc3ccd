using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>Writes to a store, and keeps what must be there afterwards.</summary>
internal sealed class LogScript(IStoreWriter writer)
{
    private readonly Dictionary<RunId, JobId> _jobOf = [];
    private readonly HashSet<RunId> _finished = [];

    /// <summary>The entries that must be seen, in the order of all jobs.</summary>
    public List<WrittenEntry> Entries { get; private set; } = [];

    /// <summary>The events that must be seen.</summary>
    public List<RunEvent> Events { get; private set; } = [];

    public IEnumerable<RunId> Runs => _jobOf.Keys;

    public JobId JobOf(RunId run) => _jobOf[run];

    public async Task<JobId> CreateJobAsync(string name)
    {
        var create = new CreateJob(new JobDefinition { Name = name, Type = "external" });
        await CommitAsync(create);
        return create.Job!.Id;
    }

    public async Task<RunId> StartRunAsync(JobId job)
    {
        var create = new CreateRun(job, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "test" };
        await CommitAsync(create);
        _jobOf.Add(create.Run!.Id, job);
        return create.Run.Id;
    }

    public async Task FinishAsync(RunId run)
    {
        await CommitAsync(new ChangeRun(run, RunStatus.Completed) { From = [RunStatus.Running] });
        _finished.Add(run);
    }

    public Task AppendAsync(RunId run, params IEnumerable<WrittenEntry> entries) => CommitAsync(Append(run, entries));

    public Task AppendAsync(RunId run, params string[] messages) => AppendAsync(run, messages.Select(message => new WrittenEntry { Message = message }));

    public static AppendEntries Append(RunId run, IEnumerable<WrittenEntry> entries)
    {
        var batch = new EntryBatch();
        foreach (var entry in entries)
        {
            batch.Add(entry.ToView(run));
        }

        return new AppendEntries(run, batch);
    }

    public async Task DeleteAsync(JobId job)
    {
        await CommitAsync(new DeleteJob(job));
        Entries.RemoveAll(entry => entry.Job == job);
        Events.RemoveAll(happened => happened.Job == job && happened is not JobRemoved);
    }

    public async Task RemoveBeforeAsync(JobId job, long before, int maxRows)
    {
        var afterSeq = 0L;
        for (var more = true; more;)
        {
            var remove = new RemoveBefore(job, before, maxRows) { AfterSeq = afterSeq };
            await CommitAsync(remove);
            (more, afterSeq) = (remove.More, remove.ResumeAfterSeq);
        }

        Entries.RemoveAll(entry => entry.Job == job && entry.TimestampMicros < before && _finished.Contains(entry.Run));
        Events.RemoveAll(happened =>
            happened is not JobRemoved && happened.Job == job && happened.TimestampMicros < before && _finished.Contains(happened.Run!.Value));
    }

    public async Task CommitAsync(params StoreCommand[] commands)
    {
        var commit = await writer.CommitAsync(commands, Guid.NewGuid(), CancellationToken.None);
        Events.AddRange(commit.Events.Where(happened => happened is StatusChanged or MetricRecorded or JobRemoved));
        foreach (var append in commands.OfType<AppendEntries>())
        {
            for (var i = 0; i < append.Batch.Count; i++)
            {
                Entries.Add(WrittenEntry.From(append.Batch[i], append.Run));
            }

            append.Batch.Dispose();
        }

        Entries = [.. Entries.OrderBy(entry => entry.Place, Comparer<Place>.Create((left, right) => left.CompareInAll(right)))];
    }

    /// <summary>What a filter matches, found the slow way.</summary>
    public IEnumerable<WrittenEntry> Matching(LogScope scope, LogFilter filter) =>
        Entries.Where(entry => entry.IsIn(scope) && entry.Matches(filter));
}
