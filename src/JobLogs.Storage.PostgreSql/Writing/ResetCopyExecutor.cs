using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Lets copies be made anew.</summary>
internal static class ResetCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, ResetCopy command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var state = await pipeline.FirstAsync(CopyRows.Find(command.Copy), CopyRows.Read, cancellationToken);
        command.Refusal = state is null ? Refusal.NotFound : Refusal.None;
        if (state is null)
        {
            return;
        }

        pipeline.Write(new Statement("""
            UPDATE copies SET position = $1, epoch = epoch + 1, owner = NULL, lease_until = NULL, fencing_token = fencing_token + 1,
                              replay_through = 0, moved_at = $2
            WHERE name = $3
            """).With(CopyState.NotBegun).With(transaction.Now).With(command.Copy));
        pipeline.Write(new Statement("DELETE FROM dead_letters WHERE copy = $1").With(command.Copy));
        transaction.Wrote = true;
    }
}
