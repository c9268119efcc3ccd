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
        var impossible = query.Filter.Run is { } filtered && query.Scope.Run is { } scoped && filtered != scoped;
        var run = (query.Scope.Run ?? query.Filter.Run)?.Number;
        var (questions, readers) = (new List<Statement>(), new List<Func<NpgsqlDataReader, RunEvent>>());
        if (query.StatusChanges && !impossible)
        {
            questions.Add(Page(query, $"{EventRows.SelectStatusChange} WHERE {Living}", run));
            readers.Add(EventRows.ReadStatusChange);
        }

        if (query.Metrics && !impossible)
        {
            questions.Add(Page(query, $"{EventRows.SelectMetric} WHERE {Living}", run));
            readers.Add(EventRows.ReadMetric);
        }

        // Removals have no run.
        questions.Add(Page(query, $"{EventRows.SelectRemoval} WHERE kind = 'job'", null));
        readers.Add(EventRows.ReadJobRemoved);
        await using var rows = await reader.QueryAsync(cancellationToken, [.. questions]);
        foreach (var read in readers)
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                events.Add(read(rows));
            }

            await rows.NextResultAsync(cancellationToken);
        }

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

    private static Statement Page(FeedQuery query, string select, long? run) =>
        query.Scope.Job is { } job ? PageOfJob(query, select, job, run) : PageOfAll(query, select, run);

    private static Statement PageOfJob(FeedQuery query, string select, JobId job, long? run)
    {
        var statement = new Statement(
            $"{select} AND job = $1 AND after_seq >= $2 AND (after_seq > $2 OR event > $3){OfRun(run, 5)} ORDER BY after_seq, event LIMIT $4")
            .With(job.Number).With(query.After.Seq).With(query.After.Event).With(query.Limit);
        return run is { } one ? statement.With(one) : statement;
    }

    // The order within a commit isn't that of an index, so commits are read whole: those that hold the first so many events.
    private static Statement PageOfAll(FeedQuery query, string select, long? run)
    {
        const string Rest = "(commit_no > $1 OR job > $2 OR (job = $2 AND (after_seq > $3 OR (after_seq = $3 AND event > $4))))";
        var after = query.After;
        var statement = new Statement($"""
            WITH found AS NOT MATERIALIZED ({select} AND commit_no >= $1 AND {Rest}{OfRun(run, 6)})
            SELECT * FROM found
            WHERE commit_no <= (SELECT max(commit_no) FROM (SELECT commit_no FROM found ORDER BY commit_no LIMIT $5) AS first)
            ORDER BY commit_no, event
            """)
            .With(after.Commit).With(after.Job.Number).With(after.Seq).With(after.Event).With(query.Limit);
        return run is { } one ? statement.With(one) : statement;
    }

    private static string OfRun(long? run, int parameter) => run is null ? "" : $" AND run = ${parameter}";
}
