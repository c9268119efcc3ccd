using JobLogs.Server.Handlers.PaperSearch.Arxiv;
using JobLogs.Server.Handlers.PaperSearch.Feeds;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>arXiv where it can be reached, else the sample, with the reason; decided anew for each run, within five seconds.</summary>
internal sealed class AutoSource(ArxivProbe probe, ArxivSource arxiv, SampleSource sample) : ISourceChooser
{
    /// <inheritdoc/>
    public async ValueTask<SourceChoice> ChooseAsync(CancellationToken cancellationToken) =>
        await probe.FindTroubleAsync(cancellationToken) is { } trouble
            ? new SourceChoice(sample, trouble)
            : new SourceChoice(arxiv, FallbackReason: null);
}
