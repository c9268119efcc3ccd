using JobLogs.Server.Handlers.PaperSearch.Processing;
using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage;
using JobLogs.Storage.Commands;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The step <c>process_papers</c>: analyses the papers one by one and keeps each as soon as it is done.</summary>
internal sealed class PaperProcessing(IStoreQueue queue, TimeProvider time)
{
    /// <summary>Processes the papers in their order. One that can't be processed is logged, counted and passed over.</summary>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task ProcessAsync(IReadOnlyList<FoundPaper> papers, PaperSearchRequest request, JobContext context)
    {
        using var step = context.BeginStep(PaperSteps.Process);
        var begin = time.GetTimestamp();
        PaperLog.ProcessingBegins(context.Logger, papers.Count);
        var processed = 0;
        var errors = 0;
        try
        {
            foreach (var paper in papers)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (await ProcessAsync(paper, request, context))
                {
                    processed++;
                }
                else
                {
                    errors++;
                }

                var done = processed + errors;
                context.Progress(done, papers.Count, $"已处理 {done}/{papers.Count} 篇论文");
            }
        }
        catch
        {
            step.Fail();
            throw;
        }
        finally
        {
            // What a cancelled run has done, it has done: the papers are kept, so they are counted.
            context.Metric(PaperSteps.Processed, processed, PaperSteps.Counter);
            context.Metric(PaperSteps.Errors, errors, PaperSteps.Counter);
        }

        PaperLog.ProcessingEnds(context.Logger, processed, errors, time.MillisecondsSince(begin));
    }

    private async Task<bool> ProcessAsync(FoundPaper paper, PaperSearchRequest request, JobContext context)
    {
        using var scope = context.Logger.BeginScope(new KeyValuePair<string, object?>[] { new("paper_id", paper.Id) });
        var begin = time.GetTimestamp();
        try
        {
            var analysis = PaperAnalyser.Analyse(paper, request.Keywords);
            await queue.SubmitAsync(new SavePapers([paper.ToKept(analysis, context.Run, time)]), context.CancellationToken);
            PaperLog.Processed(
                context.Logger,
                paper.Title,
                analysis.Relevance,
                [.. analysis.TopTerms.Select(term => term.Term)],
                paper.Source.ToName(),
                time.MillisecondsSince(begin));
            return true;
        }
        catch (PaperProcessingException exception)
        {
            PaperLog.ProcessingFails(context.Logger, exception.Message, exception.ErrorCode, paper.Title, time.MillisecondsSince(begin));
            return false;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreUnavailableException))
        {
            PaperLog.ProcessingBreaks(context.Logger, exception, PaperErrorCodes.PaperFailed, paper.Title, time.MillisecondsSince(begin));
            return false;
        }
    }
}
