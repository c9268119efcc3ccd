using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Runs;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>Reads events in the order of a scope.</summary>
internal static class EventPages
{
    private const string Living = "job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)";

    /// <summary>Adds the events after the query's place: at least its limit, or all there are.</summary>
    internal static async ValueTask ReadAsync(Reader reader, FeedQuery query, List<RunEvent> events, CancellationToken cancellationToken)
    {
        var impossible = query.Filter.Run is { } run && query.Scope.Run is { } scoped && run != scoped;
        if (query.StatusChanges && !impossible)
        {
            await ReadKindAsync(reader, query, $"{EventRows.SelectStatusChange} WHERE {Living}", EventRows.ReadStatusChange, events, cancellationToken);
        }

        if (query.Metrics && !impossible)
        {
            await ReadKindAsync(reader, query, $"{EventRows.SelectMetric} WHERE {Living}", EventRows.ReadMetric, events, cancellationToken);
        }

        var withoutRun = query with { Scope = query.Scope with { Run = null }, Filter = query.Filter with { Run = null } };
        await ReadKindAsync(reader, withoutRun, $"{EventRows.SelectRemoval} WHERE kind = 'job'", EventRows.ReadJobRemoved, events, cancellationToken);
        events.Sort((left, right) => query.Scope.Compare(left.Place, right.Place));
    }

    /// <summary>The place of the last event of a job from a seq on, or of all jobs; null when there is none.</summary>
    internal static async ValueTask<Place?> FindLastAsync(Reader reader, JobId? job, long minSeq, CancellationToken cancellationToken)
    {
        Place? last = null;
        await using var rows = await reader.QueryAsync(cancellationToken, LastOf("status_changes", "true"), LastOf("metrics", "true"), LastOf("removals", "kind = 'job'"));
        do
        {
            if (await rows.ReadAsync(cancellationToken))
            {
                var place = new Place(rows.GetInt64(0), new JobId(rows.GetInt32(1)), rows.GetInt64(2), rows.GetInt64(3));
                last = last is not { } before || place.CompareInAll(before) > 0 ? place : last;
            }
        }
        while (await rows.NextResultAsync(cancellationToken));

        return last;

        Statement LastOf(string table, string condition) => job is { } one
            ? new Statement(
                $"SELECT commit_no, job, after_seq, event FROM {table} WHERE job = $1 AND after_seq >= $2 AND {condition} ORDER BY after_seq DESC, event DESC LIMIT 1")
                .With(one.Number).With(minSeq)
            : new Statement(
                $"SELECT commit_no, job, after_seq, event FROM {table} WHERE {condition} ORDER BY commit_no DESC, job DESC, after_seq DESC, event DESC LIMIT 1");
    }

    private static ValueTask ReadKindAsync(
        Reader reader, FeedQuery query, string select, Func<NpgsqlDataReader, RunEvent> read, List<RunEvent> events, CancellationToken cancellationToken)
    {
        var run = (query.Scope.Run ?? query.Filter.Run)?.Number;
        return query.Scope.Job is { } job
            ? ReadOfJobAsync(reader, query, select, read, job, run, events, cancellationToken)
            : ReadOfAllAsync(reader, query, select, read, run, events, cancellationToken);
    }

    private static async ValueTask ReadOfJobAsync(
        Reader reader, FeedQuery query, string select, Func<NpgsqlDataReader, RunEvent> read, JobId job, long? run, List<RunEvent> events, CancellationToken cancellationToken)
    {
        var statement = new Statement(
            $"{select} AND job = $1 AND after_seq >= $2 AND (after_seq > $2 OR event > $3){OfRun(run, 5)} ORDER BY after_seq, event LIMIT $4")
            .With(job.Number).With(query.After.Seq).With(query.After.Event).With(query.Limit);
        events.AddRange(await reader.ListAsync(run is { } one ? statement.With(one) : statement, read, cancellationToken));
    }

    // The order within a commit isn't that of an index, so commits are read whole: those that hold the first so many events.
    private static async ValueTask ReadOfAllAsync(
        Reader reader, FeedQuery query, string select, Func<NpgsqlDataReader, RunEvent> read, long? run, List<RunEvent> events, CancellationToken cancellationToken)
    {
        var after = query.After;
        var of = OfRun(run, 6);
        var rest = "(commit_no > $1 OR (commit_no = $1 AND (job > $2 OR (job = $2 AND (after_seq > $3 OR (after_seq = $3 AND event > $4))))))";
        var statement = new Statement($"""
            WITH found AS ({select} AND commit_no >= $1 AND {rest}{of})
            SELECT * FROM found
            WHERE commit_no <= (SELECT max(commit_no) FROM (SELECT commit_no FROM found ORDER BY commit_no LIMIT $5) first)
            ORDER BY commit_no, event
            """)
            .With(after.Commit).With(after.Job.Number).With(after.Seq).With(after.Event).With(query.Limit);
        events.AddRange(await reader.ListAsync(run is { } one ? statement.With(one) : statement, read, cancellationToken));
    }

    // Removals have no run, and nobody asks for one there.
    private static string OfRun(long? run, int parameter) => run is null ? "" : $" AND run = ${parameter}";
}
