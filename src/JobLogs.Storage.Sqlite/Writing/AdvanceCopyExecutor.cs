using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite.Copies;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Notes how far copies are.</summary>
internal static class AdvanceCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, AdvanceCopy command)
    {
        var connection = transaction.Connection;
        var state = CopyRows.Find(connection, command.Copy);
        command.Refusal = state is null ? Refusal.NotFound : state.FencingToken != command.FencingToken ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        connection
            .Prepare("""
                UPDATE copies SET position = ?1, lease_until = ?2, moved_at = CASE position WHEN ?1 THEN moved_at ELSE ?3 END,
                                  replay_through = CASE ?4 WHEN 1 THEN 0 ELSE replay_through END
                WHERE name = ?5
                """)
            .Bind(1, command.Position).Bind(2, command.LeaseUntil).Bind(3, transaction.Now).Bind(4, command.Replayed ? 1 : 0).Bind(5, command.Copy)
            .Run();
        foreach (var refused in command.Refused)
        {
            DeadLetterRows.Note(connection, command.Copy, refused, transaction.Now);
        }

        foreach (var settled in command.Settled)
        {
            DeadLetterRows.Settle(connection, command.Copy, settled);
        }

        transaction.Wrote = true;
    }
}
