using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Copies;

/// <summary>Reads what was committed, each page in one read transaction.</summary>
internal sealed class SqliteCommitFeed(ReaderPool readers) : ICommitFeed
{
    private const string LastTold = "SELECT max(coalesce((SELECT max(commit_no) FROM commits), 0), coalesce((SELECT max(commit_no) FROM removals), 0))";

    /// <inheritdoc />
    public ValueTask<CommitPage> ReadAsync(long after, CommitPageSize size, CancellationToken cancellationToken) => readers.ReadAsync(
        (after, size),
        static (connection, asked) => new CommitReader(connection).Read(asked.after, asked.size),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<CommitLag> LagAsync(long after, CancellationToken cancellationToken) => readers.ReadAsync(
        after,
        static (connection, after) => new CommitLag(
            connection.Scalar(LastTold) ?? 0,
            One(connection.Prepare("""
                SELECT min(at) FROM (
                    SELECT committed_at AS at FROM (SELECT committed_at FROM commits WHERE commit_no > ?1 ORDER BY commit_no LIMIT 1)
                    UNION ALL
                    SELECT timestamp FROM (SELECT timestamp FROM removals WHERE commit_no > ?1 ORDER BY commit_no LIMIT 1))
                """).Bind(1, after))),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<ScopeCommits> LastCommitsAsync(LogScope scope, CancellationToken cancellationToken) =>
        readers.ReadAsync(scope, LastCommits, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<RunTally>> TallyEventsAsync(JobId job, long through, CancellationToken cancellationToken) =>
        readers.ReadAsync((job, through), TallyEvents, cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> OldestAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0, static (connection, _) => connection.Scalar("SELECT min(committed_at) FROM commits"), cancellationToken);

    private static ScopeCommits LastCommits(Connection connection, LogScope scope)
    {
        var rows = scope switch
        {
            { Run: { } run } => connection.Prepare("""
                SELECT coalesce((SELECT commit_no FROM entries WHERE key = (r.job << 40 | r.last_seq)), 0), j.removed_in_commit
                FROM runs r JOIN jobs j ON j.job = r.job WHERE r.run = ?
                """).Bind(1, run.Number),
            { Job: { } job } => connection.Prepare("""
                SELECT coalesce((SELECT commit_no FROM entries WHERE key BETWEEN ?1 << 40 AND (?1 << 40 | last_seq) ORDER BY key DESC LIMIT 1), 0),
                       removed_in_commit
                FROM jobs WHERE job = ?1
                """).Bind(1, (long)job.Number),
            _ => connection.Prepare("""
                SELECT coalesce((SELECT max(commit_no) FROM commits), 0),
                       max(coalesce((SELECT max(commit_no) FROM removals), 0), coalesce((SELECT max(removed_in_commit) FROM jobs), 0))
                """),
        };
        var last = rows.Step() ? new ScopeCommits(rows.Long(0), rows.Long(1)) : default;
        rows.Reset();
        return last;
    }

    private static IReadOnlyList<RunTally> TallyEvents(Connection connection, (JobId Job, long Through) asked)
    {
        var tallies = new List<RunTally>();
        var rows = connection.Prepare("""
            SELECT run, sum(changes), sum(metrics) FROM (
                SELECT run, 1 AS changes, 0 AS metrics FROM status_changes WHERE job = ?1 AND commit_no <= ?2
                UNION ALL
                SELECT run, 0, 1 FROM metrics WHERE job = ?1 AND commit_no <= ?2)
            GROUP BY run ORDER BY run
            """).Bind(1, (long)asked.Job.Number).Bind(2, asked.Through);
        while (rows.Step())
        {
            tallies.Add(new RunTally(asked.Job, new RunId(rows.Long(0)), 0, rows.Long(1), rows.Long(2)));
        }

        return tallies;
    }

    private static long? One(Statement rows)
    {
        var value = rows.Step() ? rows.LongOrNull(0) : null;
        rows.Reset();
        return value;
    }
}
