using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Access;

/// <summary>How the audit log lies in its table.</summary>
internal static class AuditRows
{
    private const string Matching = """
        FROM audit
        WHERE (?1 IS NULL OR key = ?1) AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR target = ?3)
          AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at <= ?5)
        """;

    /// <summary>A page of it, newest first.</summary>
    public static PageOf<AuditRecord> List(Connection connection, AuditQuery query)
    {
        var page = Bind(connection.Prepare($"SELECT number, at, key, key_name, address, action, target, details {Matching} ORDER BY number DESC LIMIT ?6 OFFSET ?7"), query)
            .Bind(6, query.Limit)
            .Bind(7, query.Skip);
        return new PageOf<AuditRecord>(Rows.All(page, Read), Rows.Scalar(Bind(connection.Prepare($"SELECT count(*) {Matching}"), query)) ?? 0);
    }

    private static Statement Bind(Statement statement, AuditQuery query) => statement
        .Bind(1, query.Key).Bind(2, query.Action).Bind(3, query.Target).Bind(4, query.From).Bind(5, query.To);

    private static AuditRecord Read(Statement row) => new()
    {
        Number = row.Long(0),
        At = row.Long(1),
        Key = row.TextOrNull(2),
        KeyName = row.TextOrNull(3),
        Address = row.TextOrNull(4),
        Action = row.Text(5),
        Target = row.TextOrNull(6),
        Details = row.TextOrNull(7),
    };
}
