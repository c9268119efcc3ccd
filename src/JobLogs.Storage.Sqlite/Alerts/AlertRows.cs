using JobLogs.Storage.Alerts;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Alerts;

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
        WHERE (?1 IS NULL OR a.firing = ?1) AND (?2 IS NULL OR a.job = ?2) AND (?3 IS NULL OR a.rule = ?3)
          AND (?4 IS NULL OR (a.acknowledged_at IS NOT NULL) = ?4)
        """;

    /// <summary>The alert in the current row.</summary>
    public static Alert Read(Statement row) => new()
    {
        Number = row.Long(0),
        Rule = row.Long(1),
        RuleName = row.Text(2),
        Type = row.Text(3),
        Job = new JobId(row.Int(4)),
        JobName = row.Text(5),
        Firing = row.Long(6) != 0,
        FiredAt = row.Long(7),
        LastAt = row.Long(8),
        Occurrences = row.Long(9),
        ResolvedAt = row.LongOrNull(10),
        Resolution = row.TextOrNull(11),
        Run = row.LongOrNull(12) is { } run ? new RunId(run) : null,
        Summary = row.Text(13),
        Acknowledged = row.LongOrNull(14) is { } at ? new AlertAcknowledgement(at, row.TextOrNull(15), row.TextOrNull(16)) : null,
    };

    /// <summary>The alert, or null.</summary>
    public static Alert? Find(Connection connection, long alert) =>
        Rows.First(connection.Prepare($"SELECT {Columns} FROM alerts a WHERE alert = ?").Bind(1, alert), Read);

    /// <summary>A page of them, newest first.</summary>
    public static PageOf<Alert> List(Connection connection, AlertQuery query) => new(
        Rows.All(
            Bind(connection.Prepare($"SELECT {Columns} {Matching} ORDER BY a.alert DESC LIMIT ?5 OFFSET ?6"), query).Bind(5, query.Limit).Bind(6, query.Skip),
            Read),
        Rows.Scalar(Bind(connection.Prepare($"SELECT count(*) {Matching}"), query)) ?? 0);

    private static Statement Bind(Statement statement, AlertQuery query) => statement
        .Bind(1, Flag(query.Firing)).Bind(2, (long?)query.Job?.Number).Bind(3, query.Rule).Bind(4, Flag(query.Acknowledged));

    private static long? Flag(bool? value) => value is { } known ? known ? 1 : 0 : null;
}
