using System.Collections.ObjectModel;
using JobLogs.Storage;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>One run of <c>paper_search</c>: search, leave out what is known, process the rest.</summary>
internal sealed class PaperPipeline(ISourceChooser sources, IPaperStore store, PaperProcessing processing, TimeProvider time)
{
    // Papers asked about at once: a handful of question marks, whatever the run's bound.
    private const int IdsPerQuestion = 500;

    /// <summary>Runs to the end. A paper that fails is logged, counted and passed over.</summary>
    /// <exception cref="PaperSourceException">The source failed; the run fails with its code.</exception>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task RunAsync(PaperSearchRequest request, IPaperRun run, CancellationToken cancellationToken)
    {
        var found = await SearchAsync(request, run, cancellationToken);
        var due = await FilterAsync(found, request, run, cancellationToken);
        await processing.ProcessAsync(due, request, run, cancellationToken);
    }

    private async Task<List<FoundPaper>> SearchAsync(PaperSearchRequest request, IPaperRun run, CancellationToken cancellationToken)
    {
        await using var step = await run.BeginStepAsync(PaperSteps.Search, cancellationToken);
        var begin = time.GetTimestamp();
        PaperLog.SearchBegins(run.Logger, PaperSteps.Search, request.Keywords, request.MaxPapers, request.ForceReprocess);
        try
        {
            var choice = await sources.ChooseAsync(cancellationToken);
            if (choice.FallbackReason is { } reason)
            {
                PaperLog.FallsBack(run.Logger, choice.Source.Origin.ToName(), reason, PaperErrorCodes.ArxivUnreachable);
            }

            var papers = new List<FoundPaper>();
            var query = new SourceQuery(request.Keywords, request.MaxPapers);
            await foreach (var paper in choice.Source.SearchAsync(query, run.Logger, cancellationToken))
            {
                PaperLog.Found(run.Logger, paper.Id, paper.Title);
                papers.Add(paper);
            }

            await run.CountAsync(PaperSteps.Found, papers.Count, cancellationToken);
            PaperLog.SearchEnds(run.Logger, papers.Count, choice.Source.Origin.ToName(), Elapsed(begin));
            return papers;
        }
        catch (PaperSourceException exception)
        {
            PaperLog.SearchFails(run.Logger, exception, exception.Message, exception.ErrorCode, Elapsed(begin));
            throw;
        }
    }

    private async Task<ReadOnlyCollection<FoundPaper>> FilterAsync(
        List<FoundPaper> found, PaperSearchRequest request, IPaperRun run, CancellationToken cancellationToken)
    {
        await using var step = await run.BeginStepAsync(PaperSteps.Filter, cancellationToken);
        var begin = time.GetTimestamp();
        PaperLog.FilterBegins(run.Logger, found.Count, request.ForceReprocess);
        var fresh = new List<FoundPaper>();
        foreach (var some in found.Chunk(IdsPerQuestion))
        {
            // One search has one source, and a paper of the sample is another than the same paper of arXiv.
            var existing = await store.ExistingAsync(some[0].Source.ToName(), [.. some.Select(paper => paper.Id)], cancellationToken);
            fresh.AddRange(some.Where(paper => !existing.Contains(paper.Id)));
        }

        await run.CountAsync(PaperSteps.New, fresh.Count, cancellationToken);
        PaperLog.FilterEnds(run.Logger, fresh.Count, found.Count - fresh.Count, Elapsed(begin));
        return (request.ForceReprocess ? found : fresh).AsReadOnly();
    }

    private long Elapsed(long begin) => (long)time.GetElapsedTime(begin).TotalMilliseconds;
}
