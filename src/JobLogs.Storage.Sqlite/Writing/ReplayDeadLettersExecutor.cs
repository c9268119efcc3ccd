using JobLogs.Storage.Commands;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Asks for dead letters to be tried again.</summary>
internal static class ReplayDeadLettersExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, ReplayDeadLetters command)
    {
        var connection = transaction.Connection;
        connection
            .Prepare("UPDATE copies SET replay_through = coalesce((SELECT max(id) FROM dead_letters WHERE copy = ?1), 0) WHERE name = ?1")
            .Bind(1, command.Copy)
            .Run();
        command.Refusal = connection.Changes > 0 ? Refusal.None : Refusal.NotFound;
        if (command.Refusal != Refusal.None)
        {
            return;
        }

        transaction.Wrote = true;
        var count = connection.Prepare("SELECT count(*) FROM dead_letters WHERE copy = ?").Bind(1, command.Copy);
        count.Step();
        command.Letters = count.Long(0);
        count.Reset();
    }
}
