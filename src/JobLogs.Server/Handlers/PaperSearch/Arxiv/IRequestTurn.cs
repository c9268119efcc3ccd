namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>The right to send one request now. Disposing of it gives the turn on.</summary>
internal interface IRequestTurn : IAsyncDisposable
{
    /// <summary>Makes the next turn, whoever's it is, wait at least this long: arXiv asked for a rest.</summary>
    void HoldOff(TimeSpan rest);
}
