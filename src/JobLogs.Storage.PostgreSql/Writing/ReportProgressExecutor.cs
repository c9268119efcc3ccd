using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Sets runs' progress.</summary>
internal static class ReportProgressExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, ReportProgress command, CancellationToken cancellationToken)
    {
        var run = await transaction.FindRunAsync(command.Run, cancellationToken);
        command.Refusal = run is null ? Refusal.NotFound : run.IsLostTo(command.FencingToken) ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        if (command.Progress is { } progress)
        {
            transaction.Pipeline.Write(new Statement("UPDATE runs SET progress_done = $1, progress_total = $2, progress_message = $3 WHERE run = $4")
                .With(progress.Done).With(progress.Total).With(progress.Message).With(run!.Id.Number));
            transaction.Wrote = true;
        }

        // A run that is over is in no step.
        if (command.CurrentStep is { } step && !run!.Status.IsFinal())
        {
            transaction.Pipeline.Write(new Statement("UPDATE runs SET current_step = nullif($1, '') WHERE run = $2").With(step).With(run.Id.Number));
            transaction.Wrote = true;
        }

        run!.RenewByWriting(transaction.Now);
    }
}
