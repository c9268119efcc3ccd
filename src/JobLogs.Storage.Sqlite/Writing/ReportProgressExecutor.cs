using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Sets runs' progress.</summary>
internal static class ReportProgressExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, ReportProgress command)
    {
        var run = transaction.FindRun(command.Run);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        if (command.Progress is { } progress)
        {
            transaction.Connection
                .Prepare("UPDATE runs SET progress_done = ?, progress_total = ?, progress_message = ? WHERE run = ?")
                .Bind(1, progress.Done).Bind(2, progress.Total).Bind(3, progress.Message).Bind(4, run!.Id.Number)
                .Run();
            transaction.Wrote = true;
        }

        // A run that is over is in no step.
        if (command.CurrentStep is { } step && !run!.Status.IsFinal())
        {
            transaction.Connection
                .Prepare("UPDATE runs SET current_step = nullif(?, '') WHERE run = ?")
                .Bind(1, step).Bind(2, run.Id.Number)
                .Run();
            transaction.Wrote = true;
        }

        run!.RenewByWriting(transaction.Now);
    }
}
