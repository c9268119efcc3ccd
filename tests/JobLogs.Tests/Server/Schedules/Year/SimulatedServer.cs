using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Schedules.Year;

/// <summary>
/// The due loop and what ends orphans, on a real SQLite file, moved from one moment at which something happens to the next. Runs are
/// executed by the test: taken up when they are ready, over when their time is.
/// </summary>
internal sealed class SimulatedServer : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<JobId, YearJob> _jobs;
    private readonly FakeTimeProvider _time;
    private readonly SqliteStore _store;
    private readonly DirectQueue _queue;
    private readonly DueLoop _loop;
    private readonly Dictionary<RunId, long> _ends = [];

    private SimulatedServer(IReadOnlyDictionary<JobId, YearJob> jobs, FakeTimeProvider time, SqliteStore store)
    {
        (_jobs, _time, _store) = (jobs, time, store);
        _queue = new DirectQueue(store.Writer, () => Outages.IsFull(time.GetUtcNow()));
        var rules = new ConcurrencyRules(Options.Create(new RunsOptions
        {
            MaxQueuedRunsPerJob = PolicyOracle.MaxQueued,
            MaxParallelRunsPerJob = PolicyOracle.MaxParallel,
        }));
        var runs = new DueRuns(rules, Options.Create(new SchedulesOptions { MaxMissedRuns = PolicyOracle.MaxMissed }));
        _loop = new DueLoop(store.Jobs, _queue, runs, new ActiveRuns(), new DueSignal(), new ReadySignal(), time, NullLogger<DueLoop>.Instance);
    }

    /// <summary>Commits that were refused.</summary>
    public int Refused => _queue.Refused;

    /// <summary>Starts it; runs that the last one left under way are ended.</summary>
    public static async Task<SimulatedServer> StartAsync(string folder, IReadOnlyDictionary<JobId, YearJob> jobs, FakeTimeProvider time)
    {
        var server = new SimulatedServer(jobs, time, await JobServer.OpenStoreAsync(folder, time));
        await new Orphans(
            server._store.Runs, server._queue, Options.Create(new RunsOptions()), time, NullLogger<Orphans>.Instance).EndAsync(CancellationToken.None);
        return server;
    }

    /// <summary>Lives until a moment, that moment included.</summary>
    public async Task LiveAsync(DateTimeOffset until)
    {
        var end = Clock.ToMicros(until);
        while (_time.NowMicros() <= end)
        {
            try
            {
                await StepAsync();
            }
            catch (StoreUnavailableException) when (Outages.IsFull(_time.GetUtcNow()))
            {
                _time.SetUtcNow(Outages.Full.To);
                continue;
            }

            if (await NextMomentAsync() is not { } next || next > end)
            {
                return;
            }

            _time.SetUtcNow(Clock.FromMicros(next));
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task StepAsync()
    {
        var now = _time.NowMicros();
        RunId[] over = [.. _ends.Where(end => end.Value <= now).Select(end => end.Key)];
        await CommitAsync([.. over.Select(run => End(run, RunStatus.Completed))]);
        foreach (var run in over)
        {
            _ends.Remove(run);
        }

        while (await _loop.FireAsync(CancellationToken.None))
        {
        }

        Run[] replaced = [.. (await _store.Runs.OwnedAsync(CancellationToken.None)).Where(run => run.CancelRequestedAt is not null)];
        await CommitAsync([.. replaced.Select(run => End(run.Id, RunStatus.Cancelled))]);
        foreach (var run in replaced)
        {
            _ends.Remove(run.Id);
        }

        var ready = await _store.Runs.ReadyAsync(now, 10_000, CancellationToken.None);
        await CommitAsync([.. ready.Select(run => new ChangeRun(run.Id, RunStatus.Running) { From = [RunStatus.Pending], Owner = "here" })]);
        foreach (var run in ready)
        {
            _ends[run.Id] = now + _jobs[run.Job].DurationOf(run.ScheduledAt!.Value);
        }
    }

    private async Task CommitAsync(StoreCommand[] commands)
    {
        if (commands.Length > 0)
        {
            await _queue.SubmitAllAsync(commands, CancellationToken.None);
        }
    }

    private async Task<long?> NextMomentAsync()
    {
        long?[] moments =
        [
            await _store.Jobs.NextDueAtAsync(CancellationToken.None),
            await _store.Runs.NextReadyAtAsync(_time.NowMicros(), CancellationToken.None),
            _ends.Count == 0 ? null : _ends.Values.Min(),
        ];
        return moments.Min();
    }

    private static ChangeRun End(RunId run, RunStatus to) => new(run, to) { From = [RunStatus.Running], Reason = "Over." };
}
