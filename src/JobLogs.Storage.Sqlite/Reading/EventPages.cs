using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Runs;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>Reads events in the order of a scope.</summary>
internal static class EventPages
{
    private const string Living = "job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)";

    /// <summary>Adds the events after the query's place: at least its limit, or all there are.</summary>
    internal static void Read(Connection connection, FeedQuery query, List<RunEvent> events)
    {
        var wanted = query.Filter.Run is { } run && query.Scope.Run is { } scoped && run != scoped ? query with { StatusChanges = false, Metrics = false } : query;
        if (wanted.StatusChanges)
        {
            ReadKind(connection, query, $"{EventRows.SelectStatusChange} WHERE {Living}", EventRows.ReadStatusChange, events);
        }

        if (wanted.Metrics)
        {
            ReadKind(connection, query, $"{EventRows.SelectMetric} WHERE {Living}", EventRows.ReadMetric, events);
        }

        var withoutRun = query with { Scope = query.Scope with { Run = null }, Filter = query.Filter with { Run = null } };
        ReadKind(connection, withoutRun, $"{EventRows.SelectRemoval} WHERE kind = 'job'", EventRows.ReadJobRemoved, events);
        events.Sort((left, right) => query.Scope.Compare(left.Place, right.Place));
    }

    /// <summary>The place of the last event of a job from a seq on, or of all jobs; null when there is none.</summary>
    internal static Place? FindLast(Connection connection, JobId? job, long minSeq)
    {
        Place? last = null;
        foreach (var (table, condition) in new[] { ("status_changes", "1"), ("metrics", "1"), ("removals", "kind = 'job'") })
        {
            var rows = job is { } one
                ? connection.Prepare(
                        $"SELECT commit_no, job, after_seq, event FROM {table} WHERE job = ? AND after_seq >= ? AND {condition} ORDER BY after_seq DESC, event DESC LIMIT 1")
                    .Bind(1, (long)one.Number)
                    .Bind(2, minSeq)
                : connection.Prepare(
                    $"SELECT commit_no, job, after_seq, event FROM {table} WHERE {condition} ORDER BY commit_no DESC, job DESC, after_seq DESC, event DESC LIMIT 1");
            if (rows.Step())
            {
                var place = new Place(rows.Long(0), new JobId(rows.Int(1)), rows.Long(2), rows.Long(3));
                rows.Reset();
                last = last is not { } before || place.CompareInAll(before) > 0 ? place : last;
            }
        }

        return last;
    }

    private static void ReadKind(Connection connection, FeedQuery query, string select, Func<Statement, RunEvent> read, List<RunEvent> events)
    {
        var run = (query.Scope.Run ?? query.Filter.Run) is { } id ? id.Number : (long?)null;
        if (query.Scope.Job is { } job)
        {
            ReadOfJob(connection, query, select, read, job, run, events);
        }
        else
        {
            ReadOfAll(connection, query, select, read, run, events);
        }
    }

    private static void ReadOfJob(
        Connection connection, FeedQuery query, string select, Func<Statement, RunEvent> read, JobId job, long? run, List<RunEvent> events)
    {
        var rows = connection.Prepare(
            $"{select} AND job = ?1 AND after_seq >= ?2 AND (after_seq > ?2 OR event > ?3){OfRun(run, 5)} ORDER BY after_seq, event LIMIT ?4")
            .Bind(1, (long)job.Number)
            .Bind(2, query.After.Seq)
            .Bind(3, query.After.Event)
            .Bind(4, (long)query.Limit);
        if (run is not null)
        {
            rows.Bind(5, run);
        }

        while (rows.Step())
        {
            events.Add(read(rows));
        }
    }

    // The order within a commit isn't that of an index, so commits are read whole.
    private static void ReadOfAll(
        Connection connection, FeedQuery query, string select, Func<Statement, RunEvent> read, long? run, List<RunEvent> events)
    {
        var rows = connection.Prepare($"{select} AND commit_no >= ?1{OfRun(run, 2)} ORDER BY commit_no, event").Bind(1, query.After.Commit);
        if (run is not null)
        {
            rows.Bind(2, run);
        }

        var (count, lastCommit) = (0, 0L);
        try
        {
            while (rows.Step())
            {
                var next = read(rows);
                if (count >= query.Limit && next.Commit != lastCommit)
                {
                    break;
                }

                if (next.Place.CompareInAll(query.After) > 0)
                {
                    events.Add(next);
                    (count, lastCommit) = (count + 1, next.Commit);
                }
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    // Removals have no run, and nobody asks for one there.
    private static string OfRun(long? run, int parameter) => run is null ? "" : $" AND run = ?{parameter}";
}
