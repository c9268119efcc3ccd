using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Takes runs from one status to another.</summary>
internal static class ChangeRunExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, ChangeRun command)
    {
        command.Run = null;
        var run = transaction.FindRun(command.RunId);
        command.Refusal = Judge(command, run);
        if (run is null)
        {
            return;
        }

        if (command.Refusal == Refusal.None)
        {
            Change(transaction, command, run);
        }

        command.Run = transaction.LoadRun(run);
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

    private static void Change(WriteTransaction transaction, ChangeRun command, RunHead run)
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
                RunEnding.End(transaction, run, command.To, transaction.LoadRun(run).CancelReason ?? command.Reason, command.Details, command.Error);
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
        transaction.Connection
            .Prepare("""
                UPDATE runs SET status = 'running', attempt = ?, fencing_token = ?, owner = ?, lease_until = ?, started_at = coalesce(started_at, ?)
                WHERE run = ?
                """)
            .Bind(1, run.Attempt).Bind(2, run.FencingToken).Bind(3, run.Owner).Bind(4, run.LeaseUntil).Bind(5, transaction.Now)
            .Bind(6, run.Id.Number)
            .Run();
        transaction.AddStatusChange(run, RunStatus.Pending, command.Reason, command.Details);
    }

    private static void PutBack(WriteTransaction transaction, ChangeRun command, RunHead run)
    {
        var from = run.Status;
        run.Status = command.To;
        run.Owner = null;
        run.LeaseUntil = null;
        run.LeaseChanged = false;
        transaction.Connection
            .Prepare("""
                UPDATE runs SET status = ?1, ready_at = ?2, owner = NULL, lease_until = NULL, current_step = NULL,
                                error_code = coalesce(?3, error_code), error_message = CASE WHEN ?3 IS NULL THEN error_message ELSE ?4 END
                WHERE run = ?5
                """)
            .Bind(1, command.To.ToText()).Bind(2, command.ReadyAt ?? transaction.Now)
            .Bind(3, command.Error?.Code).Bind(4, command.Error?.Message).Bind(5, run.Id.Number)
            .Run();
        transaction.AddStatusChange(run, from, command.Reason, command.Details);
    }
}
