using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Makes runs because somebody asked for them.</summary>
internal sealed class RunStarter(IStoreQueue queue, IJobStore jobs, ConcurrencyRules rules, ActiveRuns active, ReadySignal ready)
{
    /// <summary>Triggers a job, enabled or not.</summary>
    /// <param name="parameters">The run's, as <see cref="RunParameters"/> makes them.</param>
    public async ValueTask<RunOutcome> TriggerAsync(Job job, string parameters)
    {
        if (job.Definition.Type == HandlerRegistry.External)
        {
            return Problems.Conflict(
                ProblemCodes.ExternalJob,
                $"The job '{job.Definition.Name}' is of the type external: the server can't execute it. Whoever does starts a run with POST /api/cronjobs/{JobIdText.ToText(job.Id.Number)}/runs.");
        }

        return await MakeAsync(new CreateRun(job.Id, RunTrigger.Manual)
        {
            Parameters = parameters,
            Busy = rules.Of(job.Definition.Concurrency),
            Reason = "Somebody triggered the job.",
        });
    }

    /// <summary>Makes a new run like one that is over.</summary>
    public async ValueTask<RunOutcome> RetryAsync(Run run, CancellationToken cancellationToken)
    {
        var id = RunIdText.ToText(run.Id.Number);
        if (run.JobType == HandlerRegistry.External)
        {
            return Problems.Conflict(
                ProblemCodes.RunNotRetryable,
                $"The run {id} was executed by somebody else, who can start another with POST /api/cronjobs/{JobIdText.ToText(run.Job.Number)}/runs.");
        }

        if (!run.Status.IsFinal())
        {
            return Problems.Conflict(
                ProblemCodes.RunNotRetryable, $"The run {id} is {run.Status.ToText()}; only one that is over can be retried. Cancel it first, or wait for its end.");
        }

        if (await jobs.FindAsync(run.Job, cancellationToken) is not { } job)
        {
            return Problems.UnknownRun(id);
        }

        return await MakeAsync(new CreateRun(run.Job, RunTrigger.Retry)
        {
            Parameters = run.Parameters,
            Busy = rules.Of(job.Definition.Concurrency),
            RetryOf = run.Id,
            Reason = $"Somebody asked for the run {id}, which is {run.Status.ToText()}, once more.",
        });
    }

    /// <summary>Starts a run that somebody else executes. Several may be under way: one whose executor died must not bar the next.</summary>
    /// <param name="leaseSeconds">Each write renews its lease for so many seconds; 0 means without limit.</param>
    public async ValueTask<RunOutcome> StartExternalAsync(Job job, string parameters, int leaseSeconds)
    {
        if (job.Definition.Type != HandlerRegistry.External)
        {
            return Problems.Conflict(
                ProblemCodes.JobNotExternal,
                $"The job '{job.Definition.Name}' is of the type {job.Definition.Type}: the server executes it. Trigger it with POST /api/cronjobs/{JobIdText.ToText(job.Id.Number)}/trigger, or make a job of the type external.");
        }

        return await MakeAsync(new CreateRun(job.Id, RunTrigger.Api)
        {
            Status = RunStatus.Running,
            Parameters = parameters,
            LeaseSeconds = leaseSeconds,
            Reason = "Started from outside, by whoever executes it.",
        });
    }

    /// <summary>Opens a run for entries that a log shipper sends of an external job. It ends when nothing came for a while.</summary>
    /// <param name="silenceSeconds">So many seconds after the last entry.</param>
    /// <param name="reason">Why it is opened, as a sentence.</param>
    public async ValueTask<RunOutcome> OpenShippedAsync(Job job, string parameters, int silenceSeconds, string reason) =>
        await MakeAsync(new CreateRun(job.Id, RunTrigger.Shipper)
        {
            Status = RunStatus.Running,
            Parameters = parameters,
            LeaseSeconds = silenceSeconds,
            Reason = reason,
        });

    private async ValueTask<RunOutcome> MakeAsync(CreateRun command)
    {
        await queue.SubmitNowAsync(command);
        if (command.Refusal == Refusal.Busy)
        {
            var other = RunIdText.ToText(command.BusyWith!.Value.Number);
            return Problems.Conflict(
                ProblemCodes.AlreadyRunning,
                $"The run {other} of this job is not over, and its concurrency is skip. Wait for its end, or cancel it with POST /api/job-runs/{other}/cancel.") with
            { JobRunId = other };
        }

        if (command.Refusal == Refusal.TooMany)
        {
            return Problems.Conflict(
                ProblemCodes.TooManyRuns,
                $"As many runs of this job as may be are not over ({command.Busy!.Most}; {command.Busy.Cause}). Wait for the end of one, the oldest is {RunIdText.ToText(command.BusyWith!.Value.Number)}, or raise {(command.Busy.Action == BusyAction.Wait ? "Runs:MaxQueuedRunsPerJob" : "Runs:MaxParallelRunsPerJob")}.");
        }

        if (command.Refusal != Refusal.None)
        {
            return Problems.UnknownJob(JobIdText.ToText(command.Job.Number));
        }

        foreach (var replaced in command.Replaced)
        {
            active.Stop(replaced, StopCause.Cancelled);
        }

        ready.Set();
        return new RunOutcome(command.Run, null) { Behind = command.BusyWith };
    }
}
