using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Access;

/// <summary>Reads keys, sessions, tickets and the audit log.</summary>
internal sealed class PostgresAccessStore(ReaderPool readers) : IAccessStore
{
    private const string Matching = """
        FROM audit
        WHERE ($1 IS NULL OR key = $1) AND ($2 IS NULL OR action = $2) AND ($3 IS NULL OR target = $3)
          AND ($4 IS NULL OR at >= $4) AND ($5 IS NULL OR at <= $5)
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static async ValueTask<IReadOnlyList<ApiKey>> (reader, _, cancellationToken) => await reader.ListAsync(
            new Statement("SELECT id, name, role, hash, created_at, created_by, expires_at, last_used_at, revoked_at FROM api_keys ORDER BY created_at DESC, id"),
            ReadKey,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<Grant?> FindGrantAsync(string hash, CancellationToken cancellationToken) => readers.ReadAsync(
        hash,
        static (reader, hash, cancellationToken) => reader.FirstAsync(GrantRows.Find(hash), GrantRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<AuditRecord>> AuditAsync(AuditQuery query, CancellationToken cancellationToken) => readers.ReadAsync(
        query,
        static (reader, query, cancellationToken) => reader.PageAsync(
            With(new Statement($"SELECT number, at, key, key_name, address, action, target, details {Matching} ORDER BY number DESC LIMIT $6 OFFSET $7"), query)
                .With(query.Limit).With(query.Skip),
            With(new Statement($"SELECT count(*) {Matching}"), query),
            ReadRecord,
            cancellationToken),
        cancellationToken);

    private static Statement With(Statement statement, AuditQuery query) =>
        statement.With(query.Key).With(query.Action).With(query.Target).With(query.From).With(query.To);

    private static ApiKey ReadKey(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Role = Roles.Parse(row.GetString(2)),
        Hash = row.GetString(3),
        CreatedAt = row.GetInt64(4),
        CreatedBy = row.TextOrNull(5),
        ExpiresAt = row.LongOrNull(6),
        LastUsedAt = row.LongOrNull(7),
        RevokedAt = row.LongOrNull(8),
    };

    private static AuditRecord ReadRecord(NpgsqlDataReader row) => new()
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
