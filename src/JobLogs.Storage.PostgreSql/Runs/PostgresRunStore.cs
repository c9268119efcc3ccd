using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Runs;

/// <summary>Reads runs and what belongs to them.</summary>
internal sealed class PostgresRunStore(ReaderPool readers) : IRunStore
{
    private const string OfSeenRun = "WHERE run = $1 AND EXISTS (SELECT FROM runs r JOIN jobs j ON j.job = r.job WHERE r.run = $1 AND j.deleted_at IS NULL)";

    /// <inheritdoc />
    public ValueTask<Run?> FindAsync(RunId run, CancellationToken cancellationToken) => readers.ReadAsync(
        run,
        static (reader, run, cancellationToken) => reader.FirstAsync(RunRows.Find(run), RunRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken) => readers.ReadAsync(
        query,
        static (reader, query, cancellationToken) => reader.PageAsync(
            With(new Statement($"{RunRows.Select}{RunRows.From}{Conditions} ORDER BY r.run DESC LIMIT $5 OFFSET $6"), query).With(query.Limit).With(query.Skip),
            With(new Statement($"SELECT count(*){RunRows.From}{Conditions}"), query),
            RunRows.Read,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<JobId, Run>> LatestAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) => readers.ReadAsync(
        jobs,
        static async ValueTask<IReadOnlyDictionary<JobId, Run>> (reader, jobs, cancellationToken) => (await reader.ListAsync(
            new Statement($"{RunRows.Select}{RunRows.From}WHERE r.run IN (SELECT (SELECT max(run) FROM runs WHERE job = asked.job) FROM unnest($1) AS asked (job))")
                .With(jobs.Select(job => job.Number)),
            RunRows.Read,
            cancellationToken)).ToDictionary(run => run.Job),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<JobId, IReadOnlyList<Run>>> RecentAsync(IReadOnlyList<JobId> jobs, int count, CancellationToken cancellationToken) => readers.ReadAsync(
        (jobs, count),
        static async ValueTask<IReadOnlyDictionary<JobId, IReadOnlyList<Run>>> (reader, asked, cancellationToken) => (await reader.ListAsync(
            new Statement($"""
                {RunRows.Select}{RunRows.From}WHERE r.run IN (
                    SELECT newest.run FROM unnest($1) AS asked (job)
                    CROSS JOIN LATERAL (SELECT run FROM runs WHERE job = asked.job ORDER BY run DESC LIMIT $2) AS newest)
                ORDER BY r.run DESC
                """)
                .With(asked.jobs.Select(job => job.Number)).With(asked.count),
            RunRows.Read,
            cancellationToken)).GroupBy(run => run.Job).ToDictionary(runs => runs.Key, runs => (IReadOnlyList<Run>)[.. runs]),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> UnfinishedAsync(LogScope scope, int limit, CancellationToken cancellationToken) => ListAsync(
        new Statement($"{RunRows.Select}{RunRows.FromUnfinished}AND ($1 IS NULL OR r.job = $1) AND ($2 IS NULL OR r.run = $2) ORDER BY r.run LIMIT $3")
            .With(scope.Job?.Number).With(scope.Run?.Number).With(limit),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> ReadyAsync(long nowMicros, int limit, CancellationToken cancellationToken) => ListAsync(
        new Statement($"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'pending' AND r.ready_at <= $1 AND {RunRows.WaitsForNone} ORDER BY r.ready_at, r.run LIMIT $2")
            .With(nowMicros).With(limit),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> NextReadyAtAsync(long nowMicros, CancellationToken cancellationToken) => readers.ReadAsync(
        nowMicros,
        static (reader, nowMicros, cancellationToken) => reader.ScalarAsync(
            new Statement($"SELECT min(r.ready_at){RunRows.FromUnfinished}AND r.status = 'pending' AND r.ready_at > $1").With(nowMicros), cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> ExpiredAsync(long nowMicros, int limit, CancellationToken cancellationToken) => ListAsync(
        new Statement($"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'running' AND r.lease_until < $1 ORDER BY r.lease_until, r.run LIMIT $2")
            .With(nowMicros).With(limit),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> OwnedAsync(CancellationToken cancellationToken) => ListAsync(
        new Statement($"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'running' AND r.owner IS NOT NULL ORDER BY r.run"), cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<StatusChanged>> StatusHistoryAsync(RunId run, long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (run, skip, limit),
        static (reader, asked, cancellationToken) => reader.PageAsync(
            new Statement($"{EventRows.SelectStatusChange} {OfSeenRun} ORDER BY event LIMIT $2 OFFSET $3").With(asked.run.Number).With(asked.limit).With(asked.skip),
            new Statement($"SELECT count(*) FROM status_changes {OfSeenRun}").With(asked.run.Number),
            EventRows.ReadStatusChange,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<MetricRecorded>> MetricsAsync(RunId run, string? name, long skip, int limit, CancellationToken cancellationToken)
    {
        const string Wanted = OfSeenRun + " AND ($2 IS NULL OR metric_name = $2)";
        return readers.ReadAsync(
            (run, name, skip, limit),
            static (reader, asked, cancellationToken) => reader.PageAsync(
                new Statement($"{EventRows.SelectMetric} {Wanted} ORDER BY event LIMIT $3 OFFSET $4")
                    .With(asked.run.Number).With(asked.name).With(asked.limit).With(asked.skip),
                new Statement($"SELECT count(*) FROM metrics {Wanted}").With(asked.run.Number).With(asked.name),
                EventRows.ReadMetric,
                cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MetricSummary>> MetricSummaryAsync(RunId run, CancellationToken cancellationToken) => readers.ReadAsync(
        run,
        static async ValueTask<IReadOnlyList<MetricSummary>> (reader, run, cancellationToken) => await reader.ListAsync(
            // The newest row of each name gives its value and its type.
            new Statement($"""
                SELECT m.metric_name, n.metric_type, m.count, m.sum, m.min, m.max, n.metric_value
                FROM (SELECT metric_name, count(*) AS count, sum(metric_value) AS sum, min(metric_value) AS min, max(metric_value) AS max,
                             min(event) AS first, max(event) AS last
                      FROM metrics {OfSeenRun} GROUP BY metric_name) m
                JOIN metrics n ON n.event = m.last
                ORDER BY m.first
                """).With(run.Number),
            static row => new MetricSummary(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<RunStep>> StepsAsync(RunId run, long skip, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (run, skip, limit),
        static (reader, asked, cancellationToken) => reader.PageAsync(
            new Statement($"{StepRows.Select}{OfSeenRun} ORDER BY ordinal LIMIT $2 OFFSET $3").With(asked.run.Number).With(asked.limit).With(asked.skip),
            new Statement($"SELECT count(*) FROM steps {OfSeenRun}").With(asked.run.Number),
            StepRows.Read,
            cancellationToken),
        cancellationToken);

    private const string Conditions = """
        WHERE ($1 IS NULL OR r.created_at >= $1) AND ($2 IS NULL OR r.created_at <= $2) AND ($3 IS NULL OR r.job = $3)
          AND ($4 IS NULL OR r.status = ANY ($4))
        """;

    private static Statement With(Statement statement, RunQuery query)
    {
        statement.With(query.StartMicros).With(query.EndMicros).With(query.Job?.Number);
        return statement.With(query.Statuses?.Select(status => status.ToText()));
    }

    private ValueTask<IReadOnlyList<Run>> ListAsync(Statement statement, CancellationToken cancellationToken) => readers.ReadAsync(
        statement,
        static async ValueTask<IReadOnlyList<Run>> (reader, statement, cancellationToken) => await reader.ListAsync(statement, RunRows.Read, cancellationToken),
        cancellationToken);
}
