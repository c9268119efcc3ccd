using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Hosting;

/// <summary>Sends papers to the store by the one road there is. It stands here because handlers don't know the queue.</summary>
internal sealed class QueuedPaperKeeper(IStoreQueue queue) : IPaperKeeper
{
    /// <inheritdoc/>
    public async ValueTask KeepAsync(Paper paper, CancellationToken cancellationToken) =>
        await queue.SubmitAsync(new SavePapers([paper]), cancellationToken);
}
