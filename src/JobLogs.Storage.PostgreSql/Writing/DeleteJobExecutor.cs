using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Copies;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>Deletes jobs: hides them, and ends their runs.</summary>
internal static class DeleteJobExecutor
{
    /// <summary>Carries the command out.</summary>
    public static async ValueTask ExecuteAsync(WriteTransaction transaction, DeleteJob command, CancellationToken cancellationToken)
    {
        command.Cancelled = [];
        var job = await transaction.FindJobAsync(command.Job, cancellationToken);
        command.Refusal = job is null ? Refusal.NotFound : Refusal.None;
        if (job is null)
        {
            return;
        }

        var executed = new List<RunId>();
        foreach (var run in await UnfinishedRuns.OfAsync(transaction.Pipeline, job.Id, cancellationToken))
        {
            var head = await transaction.FindRunAsync(run, cancellationToken);
            if (head!.IsExecuted)
            {
                executed.Add(run);
            }

            RunEnding.End(transaction, head, RunStatus.Cancelled, "The job was deleted.", null, null);
        }

        transaction.Pipeline.Write(new Statement("UPDATE jobs SET deleted_at = $1, next_run_at = NULL WHERE job = $2")
            .With(transaction.Now).With(job.Id.Number));
        transaction.Pipeline.Write(DeadLetterRows.DropAll(job.Id));
        AlertRuleExecutor.Forget(transaction, job.Id);
        transaction.Add(new JobRemoved { Event = 0, Commit = transaction.Number, Job = job.Id, AfterSeq = 0, TimestampMicros = transaction.Now });
        job.Deleted = true;
        command.Cancelled = executed;
    }
}
