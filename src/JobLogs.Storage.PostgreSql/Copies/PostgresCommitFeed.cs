using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;

namespace JobLogs.Storage.PostgreSql.Copies;

/// <summary>Reads what was committed, each page in one snapshot.</summary>
/// <param name="days">On which days jobs have entries.</param>
internal sealed class PostgresCommitFeed(ReaderPool readers, JobDays days) : ICommitFeed
{
    private const string LastTold =
        "SELECT greatest(coalesce((SELECT max(commit_no) FROM commits), 0), coalesce((SELECT max(commit_no) FROM removals), 0))";

    /// <inheritdoc />
    public ValueTask<CommitPage> ReadAsync(long after, CommitPageSize size, CancellationToken cancellationToken) => readers.SnapshotAsync(
        (after, size, days),
        static (reader, asked, cancellationToken) =>
            new CommitReader(reader, new PostgresLogSnapshot(reader, asked.days)).ReadAsync(asked.after, asked.size, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<CommitLag> LagAsync(long after, CancellationToken cancellationToken) => readers.ReadAsync(
        after,
        static async (reader, after, cancellationToken) =>
        {
            await using var rows = await reader.QueryAsync(cancellationToken, new Statement($"""
                SELECT ({LastTold}), least(
                    (SELECT committed_at FROM commits WHERE commit_no > $1 ORDER BY commit_no LIMIT 1),
                    (SELECT timestamp FROM removals WHERE commit_no > $1 ORDER BY commit_no LIMIT 1))
                """).With(after));
            await rows.ReadAsync(cancellationToken);
            return new CommitLag(rows.GetInt64(0), rows.LongOrNull(1));
        },
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<ScopeCommits> LastCommitsAsync(LogScope scope, CancellationToken cancellationToken) => readers.SnapshotAsync(
        (scope, days),
        static (reader, asked, cancellationToken) => asked.scope switch
        {
            { Run: { } run } => OfRunAsync(reader, new PostgresLogSnapshot(reader, asked.days), run, cancellationToken),
            { Job: { } job } => OneAsync(
                reader, new Statement("SELECT last_commit, removed_in_commit FROM jobs WHERE job = $1").With(job.Number), cancellationToken),
            _ => OneAsync(reader, new Statement("""
                SELECT coalesce((SELECT max(commit_no) FROM commits), 0),
                       greatest(coalesce((SELECT max(commit_no) FROM removals), 0), coalesce((SELECT max(removed_in_commit) FROM jobs), 0))
                """), cancellationToken),
        },
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RunTally>> TallyEventsAsync(JobId job, long through, CancellationToken cancellationToken) => await readers.ReadAsync(
        (job, through),
        static (reader, asked, cancellationToken) => reader.ListAsync(
            new Statement("""
                SELECT run, sum(changes)::bigint, sum(metrics)::bigint FROM (
                    SELECT run, 1 AS changes, 0 AS metrics FROM status_changes WHERE job = $1 AND commit_no <= $2
                    UNION ALL
                    SELECT run, 0, 1 FROM metrics WHERE job = $1 AND commit_no <= $2) events
                GROUP BY run ORDER BY run
                """).With(asked.job.Number).With(asked.through),
            row => new RunTally(asked.job, new RunId(row.GetInt64(0)), 0, row.GetInt64(1), row.GetInt64(2)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> OldestAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static (reader, _, cancellationToken) => reader.ScalarAsync(new Statement("SELECT min(committed_at) FROM commits"), cancellationToken),
        cancellationToken);

    private static async ValueTask<ScopeCommits> OfRunAsync(
        Reader reader, PostgresLogSnapshot snapshot, RunId run, CancellationToken cancellationToken)
    {
        if (await snapshot.FindRunAsync(run, cancellationToken) is not { } extent)
        {
            return default;
        }

        using var last = new EntryBatch(1);
        await snapshot.FetchAsync(new[] { EntryKey.Of(extent.Job, extent.Range.To) }, last, cancellationToken);
        var removal = await reader.ScalarAsync(
            new Statement("SELECT removed_in_commit FROM jobs WHERE job = $1").With(extent.Job.Number), cancellationToken);
        return new ScopeCommits(last.Count > 0 ? last[0].Commit : 0, removal ?? 0);
    }

    private static async ValueTask<ScopeCommits> OneAsync(Reader reader, Statement statement, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(cancellationToken, statement);
        return await rows.ReadAsync(cancellationToken) ? new ScopeCommits(rows.GetInt64(0), rows.GetInt64(1)) : default;
    }
}
