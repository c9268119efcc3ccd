using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Schedules;

/// <summary>
/// Makes the runs of jobs that are due: waits for the earliest occurrence of all, then makes every run that is due in one
/// commit, each in the transaction that moves its job's schedule on.
/// </summary>
internal sealed partial class DueLoop(
    IJobStore jobs, IStoreQueue queue, DueRuns dueRuns, ActiveRuns active, DueSignal signal, ReadySignal ready, TimeProvider time, ILogger<DueLoop> logger) : BackgroundService
{
    private const int MostAtOnce = 1000;

    // The wall clock may be set, and another server may change a job; neither is waited for longer than this.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Makes the runs that are due.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> FireAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await jobs.DueAsync(Clock.ToMicros(now), MostAtOnce, cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var commands = new List<StoreCommand>();
        foreach (var job in due)
        {
            var runs = dueRuns.Of(job, now);
            commands.AddRange(runs.Count > 0 ? runs : [TakeOffSchedule(job)]);
            if (commands.Count >= MostAtOnce)
            {
                break;
            }
        }

        await queue.SubmitAllAsync(commands, cancellationToken);
        foreach (var replaced in commands.OfType<CreateRun>().SelectMany(command => command.Replaced))
        {
            active.Stop(replaced, StopCause.Cancelled);
        }

        ready.Set();
        return true;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await FireAsync(stoppingToken) ? TimeSpan.Zero : await UntilNextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException exception)
            {
                Log.Failed(logger, exception);
                wait = AfterFailure;
            }

            if (wait > TimeSpan.Zero)
            {
                await signal.WaitAsync(wait, time, stoppingToken);
            }
        }
    }

    private async ValueTask<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        if (await jobs.NextDueAtAsync(cancellationToken) is not { } next)
        {
            return LookAgain;
        }

        // Timers count in milliseconds: rounded up, so as not to wake before the time and ask again.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((next - time.NowMicros()) / 1000.0));
        return wait > LookAgain ? LookAgain : wait;
    }

    private UpdateJob TakeOffSchedule(Job job)
    {
        Log.Unreadable(logger, job.Id.Number, job.Definition.CronExpression, job.Definition.TimeZone);
        return new UpdateJob(job.Id, job.Definition, job.Version) { NextRunAt = null };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Jobs that are due can't be started at present; the next try is in 1 second.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Error, "Job {Job} can't be scheduled any more: '{Expression}' in the time zone {TimeZone} can't be read on this machine. Change the job to schedule it again.")]
        public static partial void Unreadable(ILogger logger, int job, string? expression, string timeZone);
    }
}
