using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

/// <summary>The real source, client, pacer and HTTP stack, on a given clock.</summary>
internal sealed class ArxivRig(Uri api, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = ArxivHttp.CreateClient();
    private readonly InProcessPacer _pacer = new(time, InProcessPacer.ArxivPause);

    /// <summary>A source; all sources of one rig share its pacer, as all jobs of one server do.</summary>
    public ArxivSource Source => new(new ArxivClient(api, _http, _pacer, new RetrySchedule(() => 0), time));

    public async Task<List<FoundPaper>> SearchAsync(int maxPapers = 100)
    {
        var papers = new List<FoundPaper>();
        var query = new SourceQuery(["machine learning"], maxPapers);
        await foreach (var paper in Source.SearchAsync(query, NullLogger.Instance, TestContext.Current.CancellationToken))
        {
            papers.Add(paper);
        }

        return papers;
    }

    public async Task<PaperSourceException> FailAsync() => await Should.ThrowAsync<PaperSourceException>(() => SearchAsync());

    public void Dispose()
    {
        _http.Dispose();
        _pacer.Dispose();
    }
}
