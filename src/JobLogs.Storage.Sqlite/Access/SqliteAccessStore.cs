using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Access;

/// <summary>Reads keys, sessions, tickets and the audit log.</summary>
internal sealed class SqliteAccessStore(ReaderPool readers) : IAccessStore
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(0, static IReadOnlyList<ApiKey> (connection, _) => KeyRows.All(connection), cancellationToken);

    /// <inheritdoc />
    public ValueTask<Grant?> FindGrantAsync(string hash, CancellationToken cancellationToken) =>
        readers.ReadAsync(hash, GrantRows.Find, cancellationToken);

    /// <inheritdoc />
    public ValueTask<PageOf<AuditRecord>> AuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(query, AuditRows.List, cancellationToken);
}
