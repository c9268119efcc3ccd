using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Asks for the end of runs.</summary>
internal static class RequestCancelExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RequestCancel command, CancellationToken cancellationToken)
    {
        command.Run = null;
        var run = await transaction.FindRunAsync(command.RunId, cancellationToken);
        command.Refusal = run is null ? Refusal.NotFound : run.Status.IsFinal() ? Refusal.WrongStatus : Refusal.None;
        if (run is null)
        {
            return;
        }

        if (command.Refusal == Refusal.None)
        {
            Cancel(transaction, command, run);
        }

        command.Run = await transaction.LoadRunAsync(run, cancellationToken);
    }

    private static void Cancel(WriteTransaction transaction, RequestCancel command, RunHead run)
    {
        transaction.Pipeline.Write(new Statement("UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, $1) WHERE run = $2")
            .With(transaction.Now).With(run.Id.Number));
        transaction.Wrote = true;
        if (!run.IsExecuted)
        {
            RunEnding.End(transaction, run, RunStatus.Cancelled, command.Reason, null, null);
        }
    }
}
