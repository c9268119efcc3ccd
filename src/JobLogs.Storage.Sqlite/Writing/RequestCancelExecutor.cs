using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Asks for the end of runs.</summary>
internal static class RequestCancelExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, RequestCancel command)
    {
        command.Run = null;
        var run = transaction.FindRun(command.RunId);
        command.Refusal = run is null ? Refusal.NotFound : run.Status.IsFinal() ? Refusal.WrongStatus : Refusal.None;
        if (run is null)
        {
            return;
        }

        if (command.Refusal == Refusal.None)
        {
            Cancel(transaction, command, run);
        }

        command.Run = transaction.LoadRun(run);
    }

    private static void Cancel(WriteTransaction transaction, RequestCancel command, RunHead run)
    {
        transaction.Connection
            .Prepare("UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, ?) WHERE run = ?")
            .Bind(1, transaction.Now).Bind(2, run.Id.Number)
            .Run();
        transaction.Wrote = true;
        if (!run.IsExecuted)
        {
            RunEnding.End(transaction, run, RunStatus.Cancelled, command.Reason, null, null);
        }
    }
}
