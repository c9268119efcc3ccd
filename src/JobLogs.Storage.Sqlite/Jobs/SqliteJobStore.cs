using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Jobs;

/// <summary>Reads job definitions.</summary>
internal sealed class SqliteJobStore(ReaderPool readers) : IJobStore
{
    /// <inheritdoc />
    public ValueTask<Job?> FindAsync(JobId job, CancellationToken cancellationToken) =>
        readers.ReadAsync(job, JobRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Job?> FindByNameAsync(string name, CancellationToken cancellationToken) => readers.ReadAsync(
        name,
        static (connection, name) => JobRows.First(
            connection.Prepare($"{JobRows.Select} WHERE name = ? AND deleted_at IS NULL").Bind(1, name)),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, List, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Job>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static IReadOnlyList<Job> (connection, asked) => JobRows.All(connection
            .Prepare($"""
                {JobRows.Select}
                WHERE next_run_at <= ? AND next_run_at IS NOT NULL AND enabled = 1 AND deleted_at IS NULL
                ORDER BY next_run_at, job LIMIT ?
                """)
            .Bind(1, asked.nowMicros)
            .Bind(2, asked.limit)),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> NextDueAtAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static (connection, _) => connection.Scalar(
            "SELECT min(next_run_at) FROM jobs WHERE next_run_at IS NOT NULL AND enabled = 1 AND deleted_at IS NULL"),
        cancellationToken);

    // Folding is not SQLite's, and jobs are few: all of them are looked at, and those of the page are kept.
    private static PageOf<Job> List(Connection connection, JobQuery query)
    {
        var needle = query.Search is { Length: > 0 } search ? TextFold.Fold(search) : null;
        var page = new List<Job>();
        var total = 0L;
        var rows = connection
            .Prepare($"{JobRows.Select} WHERE deleted_at IS NULL AND (enabled = 1 OR ?1 = 0) ORDER BY job DESC")
            .Bind(1, query.EnabledOnly ? 1 : 0);
        while (rows.Step())
        {
            if (needle is not null && !TextFold.Fold(rows.Text(1)).Contains(needle, StringComparison.Ordinal))
            {
                continue;
            }

            if (total >= query.Skip && page.Count < query.Limit)
            {
                page.Add(JobRows.Read(rows));
            }

            total++;
        }

        return new PageOf<Job>(page, total);
    }
}
