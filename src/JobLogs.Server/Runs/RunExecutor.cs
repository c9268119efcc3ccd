using JobLogs.Server.Handlers;
using JobLogs.Server.Ingest;
using JobLogs.Server.Secrets;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Runs;

/// <summary>
/// Takes up pending runs that are ready, as many as there is room for, and executes them. Going down, it tells them to stop
/// and waits for their ends to be stored.
/// </summary>
internal sealed partial class RunExecutor(
    IRunStore runs,
    IJobStore jobs,
    IStoreQueue queue,
    RunSinks sinks,
    SecretBox secrets,
    HandlerRegistry handlers,
    ActiveRuns active,
    Orphans orphans,
    ReadySignal ready,
    ServerName name,
    IOptions<RunsOptions> options,
    ILoggerFactory loggers,
    TimeProvider time) : BackgroundService
{
    // A run that another server made pending is found no later than this.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger<RunExecutor>();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly HashSet<Task> _attempts = [];

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(static giveUp => ((CancellationTokenSource)giveUp!).Cancel(), _giveUp))
        {
            await base.StopAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _giveUp.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await orphans.EndAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await ready.WaitAsync(await TakeUpAsync(stoppingToken), time, stoppingToken);
            _attempts.RemoveWhere(static attempt => attempt.IsCompleted);
        }

        active.StopAll(StopCause.Stopping);
        await Task.WhenAll(_attempts);
    }

    /// <summary>Starts whatever is ready and has room.</summary>
    /// <returns>How long to wait, unless something is signalled.</returns>
    private async Task<TimeSpan> TakeUpAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (active.Count >= options.Value.MaxConcurrentRuns)
            {
                return LookAgain;
            }

            // What is being taken up is still pending, and stands first; the limit leaves room behind it.
            var now = time.NowMicros();
            foreach (var run in await runs.ReadyAsync(now, options.Value.MaxConcurrentRuns, stoppingToken))
            {
                if (active.Count < options.Value.MaxConcurrentRuns && active.TryAdd(run.Id, out var taken))
                {
                    _attempts.Add(Task.Run(() => ExecuteAsync(run, taken), CancellationToken.None));
                }
            }

            var next = await runs.NextReadyAtAsync(now, stoppingToken);
            return next is { } at && at - now < LookAgain.TotalMicroseconds ? TimeSpan.FromMicroseconds(Math.Max(at - now, 1000)) : LookAgain;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (StoreUnavailableException exception)
        {
            Log.CannotRead(_logger, exception);
            return AfterFailure;
        }
    }

    /// <summary>Takes a run up and executes its attempt; never throws.</summary>
    private async Task ExecuteAsync(Run pending, ActiveRun taken)
    {
        try
        {
            if (await TakeUpAsync(pending, taken) is { } run && await jobs.FindAsync(run.Job, _giveUp.Token) is { } job)
            {
                await AttemptAsync(run, job.Definition, taken);
            }
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // Its lease runs out, or the next start finds it: either ends it.
            Log.EndNotStored(_logger, exception, pending.Id.Number);
        }
        catch (Exception exception)
        {
            Log.Broke(_logger, exception, pending.Id.Number);
        }
        finally
        {
            active.Remove(pending.Id);
            ready.Set();
        }
    }

    private async ValueTask<Run?> TakeUpAsync(Run pending, ActiveRun taken)
    {
        var command = await queue.SubmitAsync(
            new ChangeRun(pending.Id, RunStatus.Running)
            {
                From = [RunStatus.Pending],
                Owner = name.Text,
                LeaseUntil = time.NowMicros() + (options.Value.LeaseSeconds * 1_000_000L),
                Reason = pending.StartedAt is null ? "A server took the run up." : $"A server took the run up again, for attempt {pending.Attempt + 1}.",
            },
            _giveUp.Token);
        if (command.Refusal != Refusal.None)
        {
            return null;
        }

        var run = command.Run!;
        taken.TakenUp(run.FencingToken);
        if (run.CancelRequestedAt is not null)
        {
            taken.Stop(StopCause.Cancelled);
        }

        return run;
    }

    private async Task AttemptAsync(Run run, JobDefinition job, ActiveRun taken)
    {
        await using var sink = sinks.Open(run.Id, run.FencingToken, _giveUp.Token);
        var attempt = new RunAttempt(
            run, job, handlers.Find(job.Type), taken, sink, secrets, TimeSpan.FromSeconds(options.Value.GraceSeconds), loggers, time);
        var end = await attempt.ExecuteAsync();
        Log.Ended(_logger, run.Id.Number, run.Attempt, (end.Refusal == Refusal.None ? end.To : end.Run?.Status)?.ToText() ?? "gone");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Run {Run}, attempt {Attempt}, is over: {Status}.")]
        public static partial void Ended(ILogger logger, long run, int attempt, string status);

        [LoggerMessage(LogLevel.Warning, "Pending runs can't be read at present; the next try is in 1 second.")]
        public static partial void CannotRead(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Run {Run}: its end could not be stored; it will be found as interrupted.")]
        public static partial void EndNotStored(ILogger logger, Exception exception, long run);

        [LoggerMessage(LogLevel.Error, "Run {Run}: its attempt broke.")]
        public static partial void Broke(ILogger logger, Exception exception, long run);
    }
}
