using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Cancels runs because somebody asked for it.</summary>
internal sealed class RunCanceller(IStoreQueue queue, ActiveRuns active, ReadySignal ready)
{
    /// <summary>Asks for the end of a run; one that is executed here is told at once, one elsewhere when its lease is renewed.</summary>
    public async ValueTask<RunOutcome> CancelAsync(RunId run)
    {
        var command = await queue.SubmitNowAsync(new RequestCancel(run, "Somebody asked for the run to be cancelled."));
        switch (command.Refusal)
        {
            case Refusal.None:
                active.Stop(run, StopCause.Cancelled);
                ready.Set();
                return command.Run!;
            case Refusal.WrongStatus:
                return Problems.Conflict(
                    ProblemCodes.RunNotCancellable,
                    $"The run {RunIdText.ToText(run.Number)} is over already: it is {command.Run!.Status.ToText()}.");
            default:
                return Problems.UnknownRun(RunIdText.ToText(run.Number));
        }
    }
}
