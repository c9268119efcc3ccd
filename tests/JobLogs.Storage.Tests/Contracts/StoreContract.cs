using System.Text;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What every contract needs: an open store, and short words for what a test is not about.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected const long Second = 1_000_000;

    /// <summary>How many random questions a property is asked.</summary>
    protected virtual int Questions => 400;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IStoreFixture Store { get; private set; } = null!;

    protected long Now => Store.Time.NowMicros();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    protected abstract ValueTask<IStoreFixture> OpenAsync();

    protected async Task<Commit> CommitAsync(params StoreCommand[] commands) =>
        await Store.Writer.CommitAsync(commands, Guid.NewGuid(), Cancel);

    protected async Task<Job> JobAsync(string name = "papers", long? nextRunAt = null, JobDefinition? definition = null)
    {
        var create = new CreateJob((definition ?? Definition(name)) with { Name = name }) { NextRunAt = nextRunAt };
        await CommitAsync(create);
        create.Refusal.ShouldBe(Refusal.None);
        return create.Job.ShouldNotBeNull();
    }

    protected async Task<Run> RunAsync(Job job, RunStatus status = RunStatus.Pending, int? leaseSeconds = null)
    {
        var create = Creation(job, status, leaseSeconds);
        await CommitAsync(create);
        create.Refusal.ShouldBe(Refusal.None);
        return create.Run.ShouldNotBeNull();
    }

    protected async Task<Run> TakenUpAsync(Job job, string owner = "here")
    {
        var run = await RunAsync(job);
        var take = TakeUp(run, owner);
        await CommitAsync(take);
        take.Refusal.ShouldBe(Refusal.None);
        return take.Run!;
    }

    protected async Task<Run> EndAsync(Run run, RunStatus to = RunStatus.Completed)
    {
        var end = new ChangeRun(run.Id, to) { From = [RunStatus.Pending, RunStatus.Running] };
        await CommitAsync(end);
        end.Refusal.ShouldBe(Refusal.None);
        return end.Run!;
    }

    protected async Task<Run> FindAsync(Run run) => (await Store.Runs.FindAsync(run.Id, Cancel)).ShouldNotBeNull();

    protected async Task<IReadOnlyList<string>> MessagesAsync(Job job)
    {
        using var page = await Store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(job.Id), Descending = false, Limit = 10_000 }, Cancel);
        var messages = new List<string>();
        for (var index = 0; index < page.Entries.Count; index++)
        {
            messages.Add(Encoding.UTF8.GetString(page.Entries[index].Message));
        }

        return messages;
    }

    protected static JobDefinition Definition(string name) => new() { Name = name, Type = "external" };

    protected static CreateRun Creation(Job job, RunStatus status = RunStatus.Pending, int? leaseSeconds = null) => new(job.Id, RunTrigger.Manual)
    {
        Status = status,
        Parameters = "{}",
        Reason = "Somebody asked for it.",
        LeaseSeconds = leaseSeconds,
    };

    protected ChangeRun TakeUp(Run run, string owner = "here") => new(run.Id, RunStatus.Running)
    {
        From = [RunStatus.Pending],
        Owner = owner,
        LeaseUntil = Now + (8 * Second),
        Reason = "Taken up.",
    };

    protected AppendEntries Append(Run run, params string[] messages) => new(run.Id, Batch(messages));

    protected EntryBatch Batch(params string[] messages)
    {
        var batch = new EntryBatch();
        for (var index = 0; index < messages.Length; index++)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = Now,
                Level = EntryLevel.Info,
                Message = Encoding.UTF8.GetBytes(messages[index]),
                DurationMs = -1,
                Offset = index,
            });
        }

        return batch;
    }

    protected static string[] Numbered(int count, string prefix = "entry ") =>
        [.. Enumerable.Range(1, count).Select(number => prefix + number)];
}
