using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Carries out what somebody outside reports of a run.</summary>
internal sealed class RunReports(IStoreQueue queue, IRunStore runs)
{
    /// <summary>Sets progress, current step and, of a run that the server doesn't execute, the final status.</summary>
    public async ValueTask<RunOutcome> ChangeAsync(Run run, RunChange change, CancellationToken cancellationToken)
    {
        if (change.Status is not null && run.JobType != HandlerRegistry.External)
        {
            return OwnedByServer(run);
        }

        if (run.Status.IsFinal())
        {
            return Finished(run);
        }

        if (change.Progress is not null || change.CurrentStep is not null)
        {
            var report = new ReportProgress(run.Id) { Progress = change.Progress, CurrentStep = change.CurrentStep };
            if ((await queue.SubmitNowAsync(report)).Refusal != Refusal.None)
            {
                return Unknown(run);
            }
        }

        if (change.Status is not { } status)
        {
            return run.JobType == HandlerRegistry.External
                ? await RenewAsync(run)
                : await runs.FindAsync(run.Id, cancellationToken) is { } found ? found : Unknown(run);
        }

        var end = await queue.SubmitNowAsync(new ChangeRun(run.Id, status)
        {
            From = [RunStatus.Running],
            Reason = change.Reason ?? "Its executor, outside of this server, said so.",
            Error = change.Error,
        });
        return Outcome(end.Refusal, end.Run, run);
    }

    /// <summary>Renews the lease of a run that somebody else executes.</summary>
    public async ValueTask<RunOutcome> RenewAsync(Run run)
    {
        if (run.JobType != HandlerRegistry.External)
        {
            return OwnedByServer(run);
        }

        var renewal = await queue.SubmitNowAsync(new RenewLease(run.Id));
        return Outcome(renewal.Refusal, renewal.Run, run);
    }

    /// <summary>Begins or ends a step; null when that was done.</summary>
    public async ValueTask<Problem?> ChangeAsync(Run run, ChangeStep command)
    {
        if (run.Status.IsFinal() && command.Begin)
        {
            return Finished(run);
        }

        await queue.SubmitNowAsync(command);
        return command.Refusal switch
        {
            Refusal.None => null,
            Refusal.NotFound when command.MissingStep is { } missing => Problems.BadValue(
                missing == command.StepId ? "id" : "parent_id",
                $"the run has no step '{QueryReader.Shown(missing)}'; begin it first with \"state\": \"begin\"."),
            Refusal.WrongStatus => Problems.Conflict(
                ProblemCodes.StepConflict,
                command.Begin
                    ? $"The run has another step with the id '{QueryReader.Shown(command.StepId)}'. Leave the id out, and one is made."
                    : $"The step '{QueryReader.Shown(command.StepId)}' is over already: it is {command.Step?.Status}."),
            _ => Unknown(run),
        };
    }

    /// <summary>Records metrics, also of a run that is over; null when that was done.</summary>
    public async ValueTask<Problem?> RecordAsync(Run run, IReadOnlyList<MetricValue> metrics)
    {
        var command = await queue.SubmitNowAsync(new AppendMetrics(run.Id, metrics));
        return command.Refusal == Refusal.None ? null : Unknown(run);
    }

    private static RunOutcome Outcome(Refusal refusal, Run? present, Run run) => refusal switch
    {
        Refusal.None => present!,
        Refusal.WrongStatus => Finished(present ?? run),
        _ => Unknown(run),
    };

    private static Problem Finished(Run run) => Problems.Conflict(
        ProblemCodes.RunFinished, $"The run {RunIdText.ToText(run.Id.Number)} is over already: it is {run.Status.ToText()}. It still takes entries and metrics, nothing else.");

    private static Problem OwnedByServer(Run run) => Problems.Conflict(
        ProblemCodes.RunOwnedByServer,
        $"The server executes the run {RunIdText.ToText(run.Id.Number)}, so that only it says how the run ends. Ask for its end with POST /api/job-runs/{RunIdText.ToText(run.Id.Number)}/cancel.");

    private static Problem Unknown(Run run) => Problems.UnknownRun(RunIdText.ToText(run.Id.Number));
}
