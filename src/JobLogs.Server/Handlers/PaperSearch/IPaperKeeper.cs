using JobLogs.Storage.Model;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Keeps processed papers; reading them back is <see cref="Storage.IPaperStore"/>'s.</summary>
internal interface IPaperKeeper
{
    /// <summary>Returns once the paper is committed, in place of one with the same source and id.</summary>
    ValueTask KeepAsync(Paper paper, CancellationToken cancellationToken);
}
