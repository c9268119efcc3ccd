using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage;

/// <summary>Reads the papers that were kept. All methods throw <see cref="StoreUnavailableException"/>.</summary>
public interface IPaperStore
{
    /// <summary>Those of <paramref name="ids"/> that are kept for <paramref name="source"/>.</summary>
    ValueTask<IReadOnlySet<string>> ExistingAsync(string source, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>A page of papers, last processed first.</summary>
    ValueTask<PageOf<Paper>> ListAsync(PaperQuery query, CancellationToken cancellationToken);
}
