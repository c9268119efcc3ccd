using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Runs jobs of the type <c>paper_search</c>: search, leave out what is known, process the rest.</summary>
internal sealed class PaperSearchHandler(PaperFinding finding, PaperSifting sifting, PaperProcessing processing) : IJobHandler
{
    /// <inheritdoc/>
    public string Type => "paper_search";

    /// <inheritdoc/>
    public async Task ExecuteAsync(JobContext context)
    {
        var request = PaperSearchRequest.From(context);
        try
        {
            var found = await finding.FindAsync(request, context);
            var due = await sifting.SiftAsync(found, request, context);
            await processing.ProcessAsync(due, request, context);
        }
        catch (PaperSourceException exception)
        {
            throw new JobFailedException(exception.ErrorCode, exception.Message, exception);
        }
    }
}
