using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Alerts;

/// <summary>How alerts lie in their table.</summary>
internal static class AlertRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order, of the table <c>a</c>.</summary>
    public const string Columns = """
        a.alert, a.rule, a.rule_name, a.type, a.job, a.job_name, a.firing, a.fired_at, a.last_at, a.occurrences, a.resolved_at, a.resolution,
        a.run, a.summary, a.acknowledged_at, a.acknowledged_by, a.note
        """;

    private const string Matching = """
        FROM alerts a
        WHERE ($1::integer IS NULL OR a.firing = ($1 = 1)) AND ($2::integer IS NULL OR a.job = $2) AND ($3::bigint IS NULL OR a.rule = $3)
          AND ($4::integer IS NULL OR (a.acknowledged_at IS NOT NULL) = ($4 = 1))
        """;

    /// <summary>Asks for an alert.</summary>
    public static Statement Find(long alert) => new Statement($"SELECT {Columns} FROM alerts a WHERE a.alert = $1").With(alert);

    /// <summary>The alert in the current row.</summary>
    public static Alert Read(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Rule = row.GetInt64(1),
        RuleName = row.GetString(2),
        Type = row.GetString(3),
        Job = new JobId(row.GetInt32(4)),
        JobName = row.GetString(5),
        Firing = row.GetBoolean(6),
        FiredAt = row.GetInt64(7),
        LastAt = row.GetInt64(8),
        Occurrences = row.GetInt64(9),
        ResolvedAt = row.LongOrNull(10),
        Resolution = row.TextOrNull(11),
        Run = row.LongOrNull(12) is { } run ? new RunId(run) : null,
        Summary = row.GetString(13),
        Acknowledged = row.LongOrNull(14) is { } at ? new AlertAcknowledgement(at, row.TextOrNull(15), row.TextOrNull(16)) : null,
    };

    /// <summary>A page of them, newest first.</summary>
    public static ValueTask<PageOf<Alert>> ListAsync(Reader reader, AlertQuery query, CancellationToken cancellationToken) => reader.PageAsync(
        With(new Statement($"SELECT {Columns} {Matching} ORDER BY a.alert DESC LIMIT $5 OFFSET $6"), query).With(query.Limit).With(query.Skip),
        With(new Statement($"SELECT count(*) {Matching}"), query),
        Read,
        cancellationToken);

    private static Statement With(Statement statement, AlertQuery query) =>
        statement.With(Flag(query.Firing)).With(query.Job?.Number).With(query.Rule).With(Flag(query.Acknowledged));

    private static int? Flag(bool? value) => value is { } known ? known ? 1 : 0 : null;
}
