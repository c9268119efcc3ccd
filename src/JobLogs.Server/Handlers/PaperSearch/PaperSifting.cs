using JobLogs.Server.Runs;
using JobLogs.Storage;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The step <c>filter_existing</c>: leaves out what was processed before, unless the run is to process it again.</summary>
internal sealed class PaperSifting(IPaperStore store, TimeProvider time)
{
    // Papers asked about at once: a question of moderate size, whatever the run's bound.
    private const int IdsPerQuestion = 500;

    /// <summary>The papers that are to be processed, in their order.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<IReadOnlyList<FoundPaper>> SiftAsync(
        IReadOnlyList<FoundPaper> found, PaperSearchRequest request, JobContext context)
    {
        using var step = context.BeginStep(PaperSteps.Sift);
        var begin = time.GetTimestamp();
        PaperLog.SiftingBegins(context.Logger, found.Count, request.ForceReprocess);
        List<FoundPaper> fresh;
        try
        {
            fresh = await FindFreshAsync(found, context.CancellationToken);
        }
        catch
        {
            step.Fail();
            throw;
        }

        context.Metric(PaperSteps.New, fresh.Count, PaperSteps.Counter);
        PaperLog.SiftingEnds(context.Logger, fresh.Count, found.Count - fresh.Count, time.MillisecondsSince(begin));
        return request.ForceReprocess ? found : fresh;
    }

    private async Task<List<FoundPaper>> FindFreshAsync(IReadOnlyList<FoundPaper> found, CancellationToken cancellationToken)
    {
        var fresh = new List<FoundPaper>();
        foreach (var some in found.Chunk(IdsPerQuestion))
        {
            // One search has one source, and a paper of the sample is another than the same paper of arXiv.
            var existing = await store.ExistingAsync(some[0].Source.ToName(), [.. some.Select(paper => paper.Id)], cancellationToken);
            fresh.AddRange(some.Where(paper => !existing.Contains(paper.Id)));
        }

        return fresh;
    }
}
