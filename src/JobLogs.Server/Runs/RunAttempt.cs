using System.Diagnostics;
using JobLogs.Client.Logging;
using JobLogs.Protocol;
using JobLogs.Server.Handlers;
using JobLogs.Server.Ingest;
using JobLogs.Server.Secrets;
using JobLogs.Server.Tracing;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>
/// One attempt of a run, from being taken up to its end:
/// <list type="number">
/// <item>the handler runs inside the run's log scope, until it is done or told to stop;</item>
/// <item>told to stop, it has the grace; one that doesn't use it is left behind;</item>
/// <item>what ended badly is said in the run's log;</item>
/// <item>all entries are committed, and behind them the status: pending again when a further attempt follows, else final.</item>
/// </list>
/// </summary>
internal sealed partial class RunAttempt(
    Run run, JobDefinition job, IJobHandler? handler, ActiveRun active, RunSink sink, SecretBox secrets, TimeSpan grace, ILoggerFactory loggers, TimeProvider time)
{
    private readonly ILogger _logger = loggers.CreateLogger<RunAttempt>();

    /// <summary>Executes the attempt. Throws only when the server goes down before the end is stored.</summary>
    /// <returns>The command that ended it, with its outcome.</returns>
    /// <exception cref="StoreUnavailableException">The server goes down; the run's end could not be stored.</exception>
    public async Task<ChangeRun> ExecuteAsync()
    {
        using var span = ServerTracing.Source.StartActivity("run", ActivityKind.Internal, parentContext: default);
        span?.SetTag("joblogs.job.type", job.Type).SetTag("joblogs.run.attempt", run.Attempt);
        var outcome = handler is null ? AttemptOutcome.NoHandler(job.Type) : await HandleAsync(handler);
        span?.SetTag("joblogs.run.status", outcome.Status.ToString());
        Tell(outcome);

        // What a handler does that was left behind is not to come behind the end of its run.
        sink.Refuse();
        return await sink.SubmitAfterEntriesAsync(End(outcome));
    }

    private async Task<AttemptOutcome> HandleAsync(IJobHandler handler)
    {
        using var stop = new CancellationTokenSource();
        using var context = new DefaultJobContext(run, job, sink, secrets, loggers.CreateLogger(handler.GetType()), time, stop.Token);
        await using var lost = sink.Lost.UnsafeRegister(static active => ((ActiveRun)active!).Stop(StopCause.LeaseLost), active);
        await using var timeout = StartTimeout();

        // Leaving the scope ends it for whatever the handler left behind; what this class logs is the server's.
        Task handling;
        using (RunLogScope.Enter(sink, run.Attempt, sink.Limits))
        {
            handling = Task.Run(() => handler.ExecuteAsync(context), CancellationToken.None);
            if (await Task.WhenAny(handling, active.Stopped) != handling)
            {
                await StopAsync(handling, stop);
            }
        }

        var cause = active.Stopped.IsCompletedSuccessfully ? await active.Stopped : StopCause.None;
        if (handling.IsCompleted)
        {
            return AttemptOutcome.Of(cause, ExceptionOf(handling), run.Attempt, job.TimeoutSeconds);
        }

        LeaveBehind(handling);
        return AttemptOutcome.Of(cause, new OperationCanceledException(stop.Token), run.Attempt, job.TimeoutSeconds);
    }

    private async Task StopAsync(Task handling, CancellationTokenSource stop)
    {
        // A callback that blocks must not hold up the end of the run, so the grace begins before the callbacks are through.
        using var enough = new CancellationTokenSource();
        var waiting = Task.Delay(grace, time, enough.Token);
        var telling = stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(handling, telling), waiting);
        await enough.CancelAsync();
    }

    private ITimer? StartTimeout() => job.TimeoutSeconds is { } seconds
        ? time.CreateTimer(
            static active => ((ActiveRun)active!).Stop(StopCause.TimedOut), active, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan)
        : null;

    private void LeaveBehind(Task handling)
    {
        Log.LeftBehind(_logger, run.Id.Number, job.Type, grace.TotalSeconds);
        AttemptLog.Write(
            sink,
            run.Attempt,
            JobLogLevel.Warning,
            $"The handler was told to stop and did not within {grace.TotalSeconds:0} s. The run ends without it; nothing that it does from now on is kept.",
            "handler_left_behind");

        // Nobody waits for it any more; what it throws is looked at, so that it isn't reported as unobserved.
        _ = handling.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private void Tell(AttemptOutcome outcome)
    {
        switch (outcome.Status)
        {
            case RunStatus.Failed:
                AttemptLog.Write(sink, run.Attempt, JobLogLevel.Error, outcome.Reason, outcome.Error?.Code, outcome.Exception);
                break;
            case RunStatus.Completed:
                break;
            default:
                AttemptLog.Write(sink, run.Attempt, JobLogLevel.Warning, outcome.Reason, outcome.Error?.Code);
                break;
        }
    }

    private ChangeRun End(AttemptOutcome outcome)
    {
        // One that took too long would most likely do so again, and what one had done when it was interrupted nobody knows.
        if (outcome.Status != RunStatus.Failed || handler is null || run.Attempt > job.MaxRetries)
        {
            return new ChangeRun(run.Id, outcome.Status)
            {
                From = [RunStatus.Running],
                Reason = outcome.Reason,
                Error = outcome.Error,
                FencingToken = run.FencingToken,
            };
        }

        return new ChangeRun(run.Id, RunStatus.Pending)
        {
            From = [RunStatus.Running],
            Reason = $"{outcome.Reason} Attempt {run.Attempt + 1} of {job.MaxRetries + 1} begins in {job.RetryDelaySeconds} s (max_retries: {job.MaxRetries}, retry_delay_seconds: {job.RetryDelaySeconds}).",
            ReadyAt = time.NowMicros() + (job.RetryDelaySeconds * 1_000_000L),
            FencingToken = run.FencingToken,
        };
    }

    private static Exception? ExceptionOf(Task handling) => handling.IsCanceled
        ? new OperationCanceledException("The handler gave up.")
        : handling.Exception?.InnerException;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Run {Run}: the handler of {Type} did not stop within {Seconds} s and is left behind.")]
        public static partial void LeftBehind(ILogger logger, long run, string type, double seconds);
    }
}
