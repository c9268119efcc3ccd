namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>
/// The seam that keeps arXiv's rule: one request in three seconds and one connection at a time, for all machines of one
/// user together. One server on its own keeps it in memory; several servers keep it in their store.
/// </summary>
internal interface IRequestPacer
{
    /// <summary>Waits for the turn, first come first served. The turn lasts until it is disposed of; the next begins a pause later.</summary>
    ValueTask<IRequestTurn> EnterAsync(CancellationToken cancellationToken);
}
