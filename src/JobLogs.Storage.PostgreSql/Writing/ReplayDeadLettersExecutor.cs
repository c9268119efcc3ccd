using JobLogs.Storage.Commands;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Asks for dead letters to be tried again.</summary>
internal static class ReplayDeadLettersExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, ReplayDeadLetters command, CancellationToken cancellationToken)
    {
        var pipeline = transaction.Pipeline;
        var state = await pipeline.FirstAsync(CopyRows.Find(command.Copy), CopyRows.Read, cancellationToken);
        command.Refusal = state is null ? Refusal.NotFound : Refusal.None;
        if (state is null)
        {
            return;
        }

        pipeline.Write(new Statement(
            "UPDATE copies SET replay_through = coalesce((SELECT max(id) FROM dead_letters WHERE copy = $1), 0) WHERE name = $1").With(command.Copy));
        command.Letters = await pipeline.ScalarAsync(
            new Statement("SELECT count(*) FROM dead_letters WHERE copy = $1").With(command.Copy), cancellationToken) ?? 0;
        transaction.Wrote = true;
    }
}
