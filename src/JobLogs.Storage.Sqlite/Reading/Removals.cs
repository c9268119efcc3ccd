using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>What clean-up has removed, and would remove.</summary>
internal static class Removals
{
    /// <summary>The highest seq after a place that was removed in a scope; null when none was.</summary>
    internal static long? FindRemovedThrough(Connection connection, LogScope scope, Place after)
    {
        if (scope.Run is { } run)
        {
            return One(connection.Prepare("SELECT removed_through_seq FROM runs WHERE run = ? AND removed_through_seq > ?")
                .Bind(1, run.Number).Bind(2, after.Seq));
        }

        if (scope.Job is { } job)
        {
            return One(connection.Prepare("SELECT removed_through_seq FROM jobs WHERE job = ? AND removed_through_seq > ?")
                .Bind(1, (long)job.Number).Bind(2, after.Seq));
        }

        // The commit of an entry that is gone lies at or before that of the next one that is left.
        return One(connection.Prepare(
            """
            SELECT max(removed_through_seq) FROM jobs
            WHERE deleted_at IS NULL AND removed_in_commit > ?1
              AND coalesce(
                  (SELECT commit_no FROM entries
                   WHERE key > (job << 40 | removed_through_seq) AND key <= (job << 40 | last_seq) ORDER BY key LIMIT 1),
                  removed_in_commit) > ?1
            """)
            .Bind(1, after.Commit));
    }

    /// <summary>The events of a job before a time, without those of runs that are not over.</summary>
    internal static RemovalCount CountEventsBefore(Connection connection, JobId job, long beforeMicros) =>
        new(0, CountBefore(connection, "status_changes", job, beforeMicros), CountBefore(connection, "metrics", job, beforeMicros));

    private static long CountBefore(Connection connection, string table, JobId job, long beforeMicros) => One(connection.Prepare(
        $"""
        SELECT count(*) FROM {table}
        WHERE job = ?1 AND timestamp < ?2 AND run NOT IN (SELECT run FROM runs WHERE job = ?1 AND finished_at IS NULL)
          AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)
        """)
        .Bind(1, (long)job.Number).Bind(2, beforeMicros)) ?? 0;

    private static long? One(Statement rows)
    {
        var value = rows.Step() ? rows.LongOrNull(0) : null;
        rows.Reset();
        return value;
    }
}
