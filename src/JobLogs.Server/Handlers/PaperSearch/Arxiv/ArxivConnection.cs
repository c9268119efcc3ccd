namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Everything that speaks to arXiv, and the two HTTP clients beneath: a look mustn't wait for a search to end.</summary>
internal sealed class ArxivConnection : IDisposable
{
    private readonly HttpClient _searching = ArxivHttp.CreateClient();
    private readonly HttpClient _looking = ArxivHttp.CreateClient();

    public ArxivConnection(PaperSearchOptions options, IRequestPacer pacer, TimeProvider time)
    {
        var retries = new RetrySchedule(Random.Shared.NextDouble);
        Source = new ArxivSource(new ArxivClient(options.ArxivUrl, _searching, pacer, retries, time));
        Probe = new ArxivProbe(options.ArxivUrl, _looking, time);
    }

    /// <summary>Searches arXiv.</summary>
    public ArxivSource Source { get; }

    /// <summary>Finds out whether it can be reached.</summary>
    public ArxivProbe Probe { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Probe.Dispose();
        _searching.Dispose();
        _looking.Dispose();
    }
}
