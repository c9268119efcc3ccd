using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Jobs;

/// <summary>Reads job definitions.</summary>
internal sealed class PostgresJobStore(ReaderPool readers) : IJobStore
{
    private const string Due = "next_run_at IS NOT NULL AND enabled AND deleted_at IS NULL";

    /// <inheritdoc />
    public ValueTask<Job?> FindAsync(JobId job, CancellationToken cancellationToken) => readers.ReadAsync(
        job,
        static (reader, job, cancellationToken) => reader.FirstAsync(JobRows.Find(job), JobRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<Job?> FindByNameAsync(string name, CancellationToken cancellationToken) => readers.ReadAsync(
        name,
        static (reader, name, cancellationToken) => reader.FirstAsync(
            new Statement($"{JobRows.Select} WHERE name = $1 AND deleted_at IS NULL").With(name), JobRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, ListAsync, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Job>> DueAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static async ValueTask<IReadOnlyList<Job>> (reader, asked, cancellationToken) => await reader.ListAsync(
            new Statement($"{JobRows.Select} WHERE next_run_at <= $1 AND {Due} ORDER BY next_run_at, job LIMIT $2").With(asked.nowMicros).With(asked.limit),
            JobRows.Read,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> NextDueAtAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static (reader, _, cancellationToken) => reader.ScalarAsync(new Statement($"SELECT min(next_run_at) FROM jobs WHERE {Due}"), cancellationToken),
        cancellationToken);

    // Folding is not PostgreSQL's, and jobs are few: all of them are looked at, and those of the page are kept.
    private static async ValueTask<PageOf<Job>> ListAsync(Reader reader, JobQuery query, CancellationToken cancellationToken)
    {
        var needle = query.Search is { Length: > 0 } search ? TextFold.Fold(search) : null;
        var page = new List<Job>();
        var total = 0L;
        await using var rows = await reader.QueryAsync(
            cancellationToken,
            new Statement($"{JobRows.Select} WHERE deleted_at IS NULL AND (enabled OR NOT $1) ORDER BY job DESC").With(query.EnabledOnly));
        while (await rows.ReadAsync(cancellationToken))
        {
            if (needle is not null && !TextFold.Fold(rows.GetString(1)).Contains(needle, StringComparison.Ordinal))
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
