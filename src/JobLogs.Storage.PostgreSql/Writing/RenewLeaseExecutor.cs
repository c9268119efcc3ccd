using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Renews leases.</summary>
internal static class RenewLeaseExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, RenewLease command, CancellationToken cancellationToken)
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
            if (command.FencingToken is null)
            {
                run.RenewByWriting(transaction.Now);
            }
            else
            {
                run.LeaseUntil = command.Until;
                run.LeaseChanged = true;
            }
        }

        command.Run = await transaction.LoadRunAsync(run, cancellationToken);
    }

    private static Refusal Judge(RenewLease command, RunHead? run)
    {
        if (run is null)
        {
            return Refusal.NotFound;
        }

        if (run.Status.IsFinal())
        {
            return Refusal.WrongStatus;
        }

        // A server must be executing it under this token; without one it must be external.
        var holds = command.FencingToken is { } token
            ? run.Status == RunStatus.Running && token == run.FencingToken
            : run.LeaseSeconds is not null;
        return holds ? Refusal.None : Refusal.LeaseLost;
    }
}
