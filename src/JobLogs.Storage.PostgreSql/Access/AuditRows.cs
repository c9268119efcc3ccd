using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Access;

/// <summary>How the audit log lies in its table.</summary>
internal static class AuditRows
{
    private const string Matching = """
        FROM audit
        WHERE ($1 IS NULL OR key = $1) AND ($2 IS NULL OR action = $2) AND ($3 IS NULL OR target = $3)
          AND ($4 IS NULL OR at >= $4) AND ($5 IS NULL OR at <= $5)
        """;

    /// <summary>A page of it, newest first.</summary>
    public static ValueTask<PageOf<AuditRecord>> ListAsync(Reader reader, AuditQuery query, CancellationToken cancellationToken) => reader.PageAsync(
        With(new Statement($"SELECT number, at, key, key_name, address, action, target, details {Matching} ORDER BY number DESC LIMIT $6 OFFSET $7"), query)
            .With(query.Limit).With(query.Skip),
        With(new Statement($"SELECT count(*) {Matching}"), query),
        Read,
        cancellationToken);

    private static Statement With(Statement statement, AuditQuery query) =>
        statement.With(query.Key).With(query.Action).With(query.Target).With(query.From).With(query.To);

    private static AuditRecord Read(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        At = row.GetInt64(1),
        Key = row.TextOrNull(2),
        KeyName = row.TextOrNull(3),
        Address = row.TextOrNull(4),
        Action = row.GetString(5),
        Target = row.TextOrNull(6),
        Details = row.TextOrNull(7),
    };
}
