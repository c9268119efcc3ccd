using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The step <c>paper_search</c>: chooses the source and asks it.</summary>
internal sealed class PaperFinding(ISourceChooser sources, TimeProvider time)
{
    /// <summary>All that the source answers with, up to the run's bound.</summary>
    /// <exception cref="PaperSourceException">The source failed; that is said in the log already.</exception>
    public async Task<IReadOnlyList<FoundPaper>> FindAsync(PaperSearchRequest request, JobContext context)
    {
        using var step = context.BeginStep(PaperSteps.Find);
        var begin = time.GetTimestamp();
        PaperLog.FindingBegins(context.Logger, PaperSteps.Find, request.Keywords, request.MaxPapers, request.ForceReprocess);
        try
        {
            var source = await ChooseAsync(context);
            var papers = new List<FoundPaper>();
            var query = new SourceQuery(request.Keywords, request.MaxPapers);
            await foreach (var paper in source.SearchAsync(query, context.Logger, context.CancellationToken))
            {
                PaperLog.Found(context.Logger, paper.Id, paper.Title);
                papers.Add(paper);
            }

            context.Metric(PaperSteps.Found, papers.Count, PaperSteps.Counter);
            PaperLog.FindingEnds(context.Logger, papers.Count, source.Origin.ToName(), time.MillisecondsSince(begin));
            return papers;
        }
        catch (PaperSourceException exception)
        {
            PaperLog.FindingFails(context.Logger, exception.Message, exception.ErrorCode, time.MillisecondsSince(begin));
            step.Fail();
            throw;
        }
        catch
        {
            step.Fail();
            throw;
        }
    }

    private async Task<IPaperSource> ChooseAsync(JobContext context)
    {
        var choice = await sources.ChooseAsync(context.CancellationToken);
        if (choice.FallbackReason is { } reason)
        {
            PaperLog.FallsBack(context.Logger, choice.Source.Origin.ToName(), reason, PaperErrorCodes.ArxivUnreachable);
        }

        return choice.Source;
    }
}
