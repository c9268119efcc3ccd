using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Lets copies be made anew.</summary>
internal static class ResetCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, ResetCopy command)
    {
        transaction.Connection
            .Prepare("""
                UPDATE copies SET position = ?1, epoch = epoch + 1, owner = NULL, lease_until = NULL, fencing_token = fencing_token + 1,
                                  replay_through = 0, moved_at = ?2
                WHERE name = ?3
                """)
            .Bind(1, CopyState.NotBegun).Bind(2, transaction.Now).Bind(3, command.Copy)
            .Run();
        command.Refusal = transaction.Connection.Changes > 0 ? Refusal.None : Refusal.NotFound;
        if (command.Refusal == Refusal.None)
        {
            transaction.Connection.Prepare("DELETE FROM dead_letters WHERE copy = ?").Bind(1, command.Copy).Run();
            transaction.Wrote = true;
        }
    }
}
