using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>What clean-up has removed, and would remove.</summary>
internal static class Removals
{
    /// <summary>The highest seq after a place that was removed in a scope; null when none was.</summary>
    internal static ValueTask<long?> FindRemovedThroughAsync(
        Reader reader, PostgresLogSnapshot snapshot, LogScope scope, Place after, CancellationToken cancellationToken)
    {
        if (scope.Run is { } run)
        {
            return reader.ScalarAsync(
                new Statement("SELECT removed_through_seq FROM runs WHERE run = $1 AND removed_through_seq > $2").With(run.Number).With(after.Seq),
                cancellationToken);
        }

        return scope.Job is { } job
            ? reader.ScalarAsync(
                new Statement("SELECT removed_through_seq FROM jobs WHERE job = $1 AND removed_through_seq > $2").With(job.Number).With(after.Seq),
                cancellationToken)
            : FindInAllAsync(snapshot, after, cancellationToken);
    }

    /// <summary>The events of a job before a time, without those of runs that are not over.</summary>
    internal static async ValueTask<RemovalCount> CountEventsBeforeAsync(Reader reader, JobId job, long beforeMicros, CancellationToken cancellationToken) => new(
        0,
        await reader.ScalarAsync(CountBefore("status_changes", job, beforeMicros), cancellationToken) ?? 0,
        await reader.ScalarAsync(CountBefore("metrics", job, beforeMicros), cancellationToken) ?? 0);

    // The commit of an entry that is gone lies at or before that of the next one that is left.
    private static async ValueTask<long?> FindInAllAsync(PostgresLogSnapshot snapshot, Place after, CancellationToken cancellationToken)
    {
        long? highest = null;
        foreach (var extent in await snapshot.ListJobsAsync(cancellationToken))
        {
            if (extent.RemovedInCommit <= after.Commit || extent.RemovedThroughSeq <= (highest ?? 0))
            {
                continue;
            }

            var next = new NextCommit();
            var range = new[] { new SeqRange(extent.RemovedThroughSeq + 1, Math.Min(extent.LastSeq, extent.RemovedThroughSeq + Block.Size)) };
            await snapshot.VisitAsync(extent.Job, range, descending: false, EntryFields.Commit, next, cancellationToken);
            if ((next.Commit ?? extent.RemovedInCommit) > after.Commit)
            {
                highest = extent.RemovedThroughSeq;
            }
        }

        return highest;
    }

    private static Statement CountBefore(string table, JobId job, long beforeMicros) => new Statement($"""
        SELECT count(*) FROM {table}
        WHERE job = $1 AND timestamp < $2 AND run NOT IN (SELECT run FROM runs WHERE job = $1 AND finished_at IS NULL)
          AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)
        """).With(job.Number).With(beforeMicros);

    private sealed class NextCommit : IEntryVisitor
    {
        public long? Commit { get; private set; }

        public bool Visit(in EntryView entry)
        {
            Commit = entry.Commit;
            return false;
        }
    }
}
