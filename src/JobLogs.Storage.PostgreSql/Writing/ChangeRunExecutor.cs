using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Takes runs from one status to another.</summary>
internal static class ChangeRunExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, ChangeRun command, CancellationToken cancellationToken)
    {
        command.Run = null;
        var run = await transaction.FindRunAsync(command.RunId, cancellationToken);
        command.Refusal = Judge(command, run);
        if (run is null)
        {
            return;
        }

        if (command.Refusal == Refusal.None)
        {
            await ChangeAsync(transaction, command, run, cancellationToken);
        }

        command.Run = await transaction.LoadRunAsync(run, cancellationToken);
    }

    private static Refusal Judge(ChangeRun command, RunHead? run)
    {
        if (run is null)
        {
            return Refusal.NotFound;
        }

        if (run.IsLostTo(command.FencingToken))
        {
            return Refusal.LeaseLost;
        }

        if (!command.From.Contains(run.Status))
        {
            return Refusal.WrongStatus;
        }

        return command.IfLeaseExpiredBefore is { } limit && !(run.LeaseUntil < limit) ? Refusal.LeaseLost : Refusal.None;
    }

    private static async ValueTask ChangeAsync(WriteTransaction transaction, ChangeRun command, RunHead run, CancellationToken cancellationToken)
    {
        switch (command.To)
        {
            case RunStatus.Running when run.Status == RunStatus.Pending:
                TakeUp(transaction, command, run);
                break;
            case RunStatus.Pending or RunStatus.Running:
                PutBack(transaction, command, run);
                break;
            case RunStatus.Cancelled:
                var reason = (await transaction.LoadRunAsync(run, cancellationToken)).CancelReason ?? command.Reason;
                RunEnding.End(transaction, run, command.To, reason, command.Details, command.Error);
                break;
            default:
                RunEnding.End(transaction, run, command.To, command.Reason, command.Details, command.Error);
                break;
        }
    }

    private static void TakeUp(WriteTransaction transaction, ChangeRun command, RunHead run)
    {
        run.Status = RunStatus.Running;
        run.Attempt += run.Started ? 1 : 0;
        run.Started = true;
        run.FencingToken++;
        run.Owner = command.Owner;
        run.LeaseUntil = command.LeaseUntil;
        run.LeaseChanged = false;
        transaction.Pipeline.Write(new Statement("""
            UPDATE runs SET status = 'running', attempt = $1, fencing_token = $2, owner = $3, lease_until = $4, started_at = coalesce(started_at, $5)
            WHERE run = $6
            """)
            .With(run.Attempt).With(run.FencingToken).With(run.Owner).With(run.LeaseUntil).With(transaction.Now).With(run.Id.Number));
        transaction.AddStatusChange(run, RunStatus.Pending, command.Reason, command.Details);
    }

    private static void PutBack(WriteTransaction transaction, ChangeRun command, RunHead run)
    {
        var from = run.Status;
        run.Status = command.To;
        run.Owner = null;
        run.LeaseUntil = null;
        run.LeaseChanged = false;
        transaction.Pipeline.Write(new Statement("""
            UPDATE runs SET status = $1, ready_at = $2, owner = NULL, lease_until = NULL, current_step = NULL,
                            error_code = coalesce($3, error_code), error_message = CASE WHEN $3 IS NULL THEN error_message ELSE $4 END
            WHERE run = $5
            """)
            .With(command.To.ToText()).With(command.ReadyAt ?? transaction.Now).With(command.Error?.Code).With(command.Error?.Message)
            .With(run.Id.Number));
        transaction.AddStatusChange(run, from, command.Reason, command.Details);
    }
}
