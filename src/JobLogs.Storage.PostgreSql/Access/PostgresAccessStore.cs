using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Access;

/// <summary>Reads keys, sessions, tickets and the audit log.</summary>
internal sealed class PostgresAccessStore(ReaderPool readers) : IAccessStore
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        0,
        static async ValueTask<IReadOnlyList<ApiKey>> (reader, _, cancellationToken) =>
            await reader.ListAsync(new Statement($"{KeyRows.Select} ORDER BY created_at DESC, id"), KeyRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<Grant?> FindGrantAsync(string hash, CancellationToken cancellationToken) => readers.ReadAsync(
        hash,
        static (reader, hash, cancellationToken) => reader.FirstAsync(GrantRows.Find(hash), GrantRows.Read, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<AuditRecord>> AuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, AuditRows.ListAsync, cancellationToken);
}
