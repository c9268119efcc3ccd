using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Notes how far copies are.</summary>
internal static class AdvanceCopyExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, AdvanceCopy command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var state = await pipeline.FirstAsync(CopyRows.Find(command.Copy), CopyRows.Read, cancellationToken);
        command.Refusal = state is null ? Refusal.NotFound : state.FencingToken != command.FencingToken ? Refusal.LeaseLost : Refusal.None;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        pipeline.Write(new Statement("""
            UPDATE copies SET position = $1, lease_until = $2, moved_at = CASE position WHEN $1 THEN moved_at ELSE $3 END,
                              replay_through = CASE WHEN $4 THEN 0 ELSE replay_through END
            WHERE name = $5
            """)
            .With(command.Position).With(command.LeaseUntil).With(transaction.Now).With(command.Replayed).With(command.Copy));
        if (command.Refused.Count > 0)
        {
            // One statement can't count the same item twice.
            pipeline.Write(DeadLetterRows.Note(command.Copy, [.. command.Refused.DistinctBy(refused => refused.Item)], transaction.Now));
        }

        if (command.Settled.Count > 0)
        {
            pipeline.Write(DeadLetterRows.Settle(command.Copy, command.Settled));
        }

        transaction.Wrote = true;
    }
}
