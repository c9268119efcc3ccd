using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>Reads keys, what was granted for them, and what was done with them. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface IAccessStore
{
    /// <summary>Every key that was ever made, also revoked ones, newest first. There are few.</summary>
    ValueTask<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken);

    /// <summary>The session or ticket with this hash, or null; one that has ended may still be found.</summary>
    ValueTask<Grant?> FindGrantAsync(string hash, CancellationToken cancellationToken);

    /// <summary>A page of the audit log, newest first.</summary>
    ValueTask<PageOf<AuditRecord>> AuditAsync(AuditQuery query, CancellationToken cancellationToken);
}
