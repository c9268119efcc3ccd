using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Jobs;

/// <summary>Creates, changes and deletes jobs, and tells the loops that live by them.</summary>
internal sealed class JobChanges(
    IStoreQueue queue, IJobStore jobs, DueSignal due, PurgeSignal purge, ActiveRuns active, TimeProvider time)
{
    // Each try loses only against a change that succeeded; whoever loses so often is told.
    private const int Tries = 8;

    /// <summary>Creates a job.</summary>
    public async ValueTask<JobOutcome> CreateAsync(JobDefinition definition)
    {
        var command = new CreateJob(definition) { NextRunAt = NextOccurrence.Of(definition, time.GetUtcNow()) };
        await queue.SubmitNowAsync(command);
        if (command.Refusal == Refusal.NameTaken)
        {
            return NameTaken(definition.Name);
        }

        due.Set();
        return command.Job!;
    }

    /// <summary>Changes a job; when somebody else changed it meanwhile, the change is made anew from what it is then.</summary>
    /// <param name="change">The new definition from the present one, or why it is refused.</param>
    public async ValueTask<JobOutcome> ChangeAsync(
        Job job, Func<JobDefinition, (JobDefinition Definition, Problem? Problem)> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (definition, problem) = change(job.Definition);
            if (problem is not null)
            {
                return problem;
            }

            var command = new UpdateJob(job.Id, definition, job.Version) { NextRunAt = NextRunAt(job, definition) };
            await queue.SubmitNowAsync(command);
            switch (command.Refusal)
            {
                case Refusal.None:
                    due.Set();
                    return command.Job!;
                case Refusal.NameTaken:
                    return NameTaken(definition.Name);
                case Refusal.Changed when await jobs.FindAsync(job.Id, cancellationToken) is { } present:
                    job = present;
                    break;
                default:
                    return Problems.UnknownJob(JobIdText.ToText(job.Id.Number));
            }
        }

        return Problems.Conflict(
            ProblemCodes.JobChanged, "Others changed the job again and again while this change was being made. Nothing was changed; send it again.");
    }

    /// <summary>Deletes a job; false when somebody else did.</summary>
    public async ValueTask<bool> DeleteAsync(JobId job)
    {
        var command = await queue.SubmitNowAsync(new DeleteJob(job));
        foreach (var run in command.Cancelled)
        {
            active.Stop(run, StopCause.Cancelled);
        }

        due.Set();
        purge.Set();
        return command.Refusal == Refusal.None;
    }

    /// <summary>A change that leaves the schedule alone leaves an occurrence that is due just now alone, too.</summary>
    private long? NextRunAt(Job job, JobDefinition definition)
    {
        var was = job.Definition;
        return was.Enabled == definition.Enabled
            && was.CronExpression == definition.CronExpression
            && was.TimeZone == definition.TimeZone
            && was.Type == definition.Type
            && PauseAhead(was) == PauseAhead(definition)
                ? job.NextRunAt
                : NextOccurrence.Of(definition, time.GetUtcNow());
    }

    private long? PauseAhead(JobDefinition definition) => definition.PausedUntil > time.NowMicros() ? definition.PausedUntil : null;

    private static Problem NameTaken(string name) => Problems.Conflict(
        ProblemCodes.NameTaken, $"There is a job with the name '{name}' already. Give this one another name, or change the other with PATCH /api/cronjobs/{{job_id}}.");
}
