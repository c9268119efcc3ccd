using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Copies;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>Deletes jobs: hides them, and ends their runs.</summary>
internal static class DeleteJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static void Execute(WriteTransaction transaction, DeleteJob command)
    {
        command.Cancelled = [];
        var job = transaction.FindJob(command.Job);
        command.Refusal = job is null ? Refusal.NotFound : Refusal.None;
        if (job is null)
        {
            return;
        }

        var executed = new List<RunId>();
        foreach (var run in UnfinishedRuns.Of(transaction.Connection, job.Id))
        {
            var head = transaction.FindRun(run)!;
            if (head.IsExecuted)
            {
                executed.Add(run);
            }

            RunEnding.End(transaction, head, RunStatus.Cancelled, "The job was deleted.", null, null);
        }

        transaction.Connection
            .Prepare("UPDATE jobs SET deleted_at = ?, next_run_at = NULL WHERE job = ?")
            .Bind(1, transaction.Now).Bind(2, job.Id.Number)
            .Run();
        DeadLetterRows.DropAll(transaction.Connection, job.Id);
        AlertRuleExecutor.Forget(transaction, job.Id);
        transaction.Add(new JobRemoved { Event = 0, Commit = transaction.Number, Job = job.Id, AfterSeq = 0, TimestampMicros = transaction.Now });
        job.Deleted = true;
        command.Cancelled = executed;
    }
}
