using System.Text;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Runs;

/// <summary>Reads runs and what belongs to them.</summary>
internal sealed class SqliteRunStore(ReaderPool readers) : IRunStore
{
    private const string OfSeenRun = "WHERE run = ?1 AND EXISTS (SELECT 1 FROM runs r JOIN jobs j ON j.job = r.job WHERE r.run = ?1 AND j.deleted_at IS NULL)";

    /// <inheritdoc />
    public ValueTask<Run?> FindAsync(RunId run, CancellationToken cancellationToken) =>
        readers.ReadAsync(run, RunRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, List, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<JobId, Run>> LatestAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<JobId>, IReadOnlyDictionary<JobId, Run>>(jobs, Latest, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<JobId, IReadOnlyList<Run>>> RecentAsync(IReadOnlyList<JobId> jobs, int count, CancellationToken cancellationToken) =>
        readers.ReadAsync<(IReadOnlyList<JobId> Jobs, int Count), IReadOnlyDictionary<JobId, IReadOnlyList<Run>>>((jobs, count), Recent, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> UnfinishedAsync(LogScope scope, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (scope, limit),
        static IReadOnlyList<Run> (connection, asked) => RunRows.All(connection
            .Prepare($"{RunRows.Select}{RunRows.FromUnfinished}AND (?1 IS NULL OR r.job = ?1) AND (?2 IS NULL OR r.run = ?2) ORDER BY r.run LIMIT ?3")
            .Bind(1, (long?)asked.scope.Job?.Number)
            .Bind(2, asked.scope.Run?.Number)
            .Bind(3, asked.limit)),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> ReadyAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static IReadOnlyList<Run> (connection, asked) => RunRows.All(connection
            .Prepare($"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'pending' AND r.ready_at <= ? AND {RunRows.WaitsForNone} ORDER BY r.ready_at, r.run LIMIT ?")
            .Bind(1, asked.nowMicros)
            .Bind(2, asked.limit)),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> NextReadyAtAsync(long nowMicros, CancellationToken cancellationToken) => readers.ReadAsync(
        nowMicros,
        static (connection, nowMicros) =>
        {
            var rows = connection.Prepare($"SELECT min(r.ready_at){RunRows.FromUnfinished}AND r.status = 'pending' AND r.ready_at > ?").Bind(1, nowMicros);
            var next = rows.Step() ? rows.LongOrNull(0) : null;
            rows.Reset();
            return next;
        },
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> ExpiredAsync(long nowMicros, int limit, CancellationToken cancellationToken) => readers.ReadAsync(
        (nowMicros, limit),
        static IReadOnlyList<Run> (connection, asked) => RunRows.All(connection
            .Prepare($"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'running' AND r.lease_until < ? ORDER BY r.lease_until, r.run LIMIT ?")
            .Bind(1, asked.nowMicros)
            .Bind(2, asked.limit)),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Run>> OwnedAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static IReadOnlyList<Run> (connection, _) => RunRows.All(connection.Prepare(
            $"{RunRows.Select}{RunRows.FromUnfinished}AND r.status = 'running' AND r.owner IS NOT NULL ORDER BY r.run")),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<StatusChanged>> StatusHistoryAsync(RunId run, long skip, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync((run, skip, limit), StatusHistory, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<MetricRecorded>> MetricsAsync(RunId run, string? name, long skip, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync((run, name, skip, limit), Metrics, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MetricSummary>> MetricSummaryAsync(RunId run, CancellationToken cancellationToken) =>
        readers.ReadAsync(run, MetricSummaries, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<RunStep>> StepsAsync(RunId run, long skip, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync((run, skip, limit), Steps, cancellationToken);

    private static PageOf<Run> List(Connection connection, RunQuery query)
    {
        var conditions = new StringBuilder("WHERE (?1 IS NULL OR r.created_at >= ?1) AND (?2 IS NULL OR r.created_at <= ?2)");
        if (query.Job is not null)
        {
            conditions.Append(" AND r.job = ?3");
        }

        if (query.Statuses is { } statuses)
        {
            // Words of this program, not of a caller.
            conditions.Append(" AND r.status IN (").AppendJoin(", ", statuses.Select(status => $"'{status.ToText()}'")).Append(')');
        }

        var page = Bind(connection.Prepare($"{RunRows.Select}{RunRows.From}{conditions} ORDER BY r.run DESC LIMIT ?4 OFFSET ?5"), query)
            .Bind(4, query.Limit)
            .Bind(5, query.Skip);
        var runs = RunRows.All(page);
        return new PageOf<Run>(runs, Number(Bind(connection.Prepare($"SELECT count(*){RunRows.From}{conditions}"), query)));
    }

    private static Statement Bind(Statement statement, RunQuery query)
    {
        statement.Bind(1, query.StartMicros).Bind(2, query.EndMicros);
        return query.Job is { } job ? statement.Bind(3, job.Number) : statement;
    }

    private static Dictionary<JobId, Run> Latest(Connection connection, IReadOnlyList<JobId> jobs)
    {
        var latest = new Dictionary<JobId, Run>();
        var rows = connection.Prepare($"{RunRows.Select}{RunRows.From}WHERE r.run = (SELECT max(run) FROM runs WHERE job = ?1)");
        foreach (var job in jobs)
        {
            rows.Bind(1, job.Number);
            if (rows.Step())
            {
                latest[job] = RunRows.Read(rows);
                rows.Reset();
            }
        }

        return latest;
    }

    private static Dictionary<JobId, IReadOnlyList<Run>> Recent(Connection connection, (IReadOnlyList<JobId> Jobs, int Count) asked)
    {
        var recent = new Dictionary<JobId, IReadOnlyList<Run>>();
        foreach (var job in asked.Jobs)
        {
            var runs = RunRows.All(connection
                .Prepare($"{RunRows.Select}{RunRows.From}WHERE r.job = ?1 ORDER BY r.run DESC LIMIT ?2")
                .Bind(1, job.Number)
                .Bind(2, asked.Count));
            if (runs.Count > 0)
            {
                recent[job] = runs;
            }
        }

        return recent;
    }

    private static PageOf<StatusChanged> StatusHistory(Connection connection, (RunId Run, long Skip, int Limit) asked)
    {
        var changes = new List<StatusChanged>();
        var rows = connection.Prepare($"{EventRows.SelectStatusChange} {OfSeenRun} ORDER BY event LIMIT ?2 OFFSET ?3")
            .Bind(1, asked.Run.Number).Bind(2, asked.Limit).Bind(3, asked.Skip);
        while (rows.Step())
        {
            changes.Add(EventRows.ReadStatusChange(rows));
        }

        return new PageOf<StatusChanged>(
            changes, Number(connection.Prepare($"SELECT count(*) FROM status_changes {OfSeenRun}").Bind(1, asked.Run.Number)));
    }

    private static PageOf<MetricRecorded> Metrics(Connection connection, (RunId Run, string? Name, long Skip, int Limit) asked)
    {
        const string Wanted = OfSeenRun + " AND (?2 IS NULL OR metric_name = ?2)";
        var metrics = new List<MetricRecorded>();
        var rows = connection.Prepare($"{EventRows.SelectMetric} {Wanted} ORDER BY event LIMIT ?3 OFFSET ?4")
            .Bind(1, asked.Run.Number).Bind(2, asked.Name).Bind(3, asked.Limit).Bind(4, asked.Skip);
        while (rows.Step())
        {
            metrics.Add(EventRows.ReadMetric(rows));
        }

        return new PageOf<MetricRecorded>(
            metrics, Number(connection.Prepare($"SELECT count(*) FROM metrics {Wanted}").Bind(1, asked.Run.Number).Bind(2, asked.Name)));
    }

    private static IReadOnlyList<MetricSummary> MetricSummaries(Connection connection, RunId run)
    {
        // The newest row of each name gives its value and its type.
        var rows = connection.Prepare($"""
            SELECT m.metric_name, n.metric_type, m.count, m.sum, m.min, m.max, n.metric_value
            FROM (SELECT metric_name, count(*) AS count, sum(metric_value) AS sum, min(metric_value) AS min, max(metric_value) AS max,
                         min(event) AS first, max(event) AS last
                  FROM metrics {OfSeenRun} GROUP BY metric_name) m
            JOIN metrics n ON n.event = m.last
            ORDER BY m.first
            """).Bind(1, run.Number);
        var summaries = new List<MetricSummary>();
        while (rows.Step())
        {
            summaries.Add(new MetricSummary(rows.Text(0), rows.Text(1), rows.Long(2), rows.Real(3), rows.Real(4), rows.Real(5), rows.Real(6)));
        }

        return summaries;
    }

    private static PageOf<RunStep> Steps(Connection connection, (RunId Run, long Skip, int Limit) asked)
    {
        var steps = new List<RunStep>();
        var rows = connection.Prepare($"{StepRows.Select}{OfSeenRun} ORDER BY ordinal LIMIT ?2 OFFSET ?3")
            .Bind(1, asked.Run.Number).Bind(2, asked.Limit).Bind(3, asked.Skip);
        while (rows.Step())
        {
            steps.Add(StepRows.Read(rows));
        }

        return new PageOf<RunStep>(steps, Number(connection.Prepare($"SELECT count(*) FROM steps {OfSeenRun}").Bind(1, asked.Run.Number)));
    }

    private static long Number(Statement rows)
    {
        rows.Step();
        var number = rows.Long(0);
        rows.Reset();
        return number;
    }
}
