using JobLogs.Server.Handlers.PaperSearch.Processing;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The last step: analyses the papers one by one and keeps each as soon as it is done.</summary>
internal sealed class PaperProcessing(IPaperKeeper keeper, TimeProvider time)
{
    /// <summary>Processes the papers in their order.</summary>
    public async Task ProcessAsync(
        IReadOnlyList<FoundPaper> papers, PaperSearchRequest request, IPaperRun run, CancellationToken cancellationToken)
    {
        await using var step = await run.BeginStepAsync(PaperSteps.Process, cancellationToken);
        var begin = time.GetTimestamp();
        PaperLog.ProcessingBegins(run.Logger, papers.Count);
        var processed = 0;
        var errors = 0;
        try
        {
            foreach (var paper in papers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await ProcessAsync(paper, request, run.Logger, cancellationToken))
                {
                    processed++;
                }
                else
                {
                    errors++;
                }

                await run.ReportAsync(processed + errors, papers.Count, $"已处理 {processed + errors}/{papers.Count} 篇论文", cancellationToken);
            }
        }
        finally
        {
            // What a cancelled run has done, it has done: the papers are kept, so they are counted.
            await run.CountAsync(PaperSteps.Processed, processed, CancellationToken.None);
            await run.CountAsync(PaperSteps.Errors, errors, CancellationToken.None);
        }

        PaperLog.ProcessingEnds(run.Logger, processed, errors, Elapsed(begin));
    }

    private async Task<bool> ProcessAsync(
        FoundPaper paper, PaperSearchRequest request, ILogger logger, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginScope(new KeyValuePair<string, object?>[] { new("paper_id", paper.Id) });
        var begin = time.GetTimestamp();
        try
        {
            var analysis = PaperAnalyser.Analyse(paper, request.Keywords);
            await keeper.KeepAsync(paper.ToKept(analysis, request, time), cancellationToken);
            PaperLog.Processed(
                logger, paper.Title, analysis.Relevance, [.. analysis.TopTerms.Select(term => term.Term)], paper.Source.ToName(), Elapsed(begin));
            return true;
        }
        catch (PaperProcessingException exception)
        {
            PaperLog.ProcessingFails(logger, exception.Message, exception.ErrorCode, paper.Title, Elapsed(begin));
            return false;
        }
    }

    private long Elapsed(long begin) => (long)time.GetElapsedTime(begin).TotalMilliseconds;
}
