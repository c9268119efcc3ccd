using System.Text.Json;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>What one run of <c>paper_search</c> was asked to do.</summary>
/// <param name="Keywords">What to search for.</param>
/// <param name="MaxPapers">How many papers the run looks at, at most.</param>
/// <param name="ForceReprocess">Whether papers that were processed before are processed again.</param>
internal sealed record PaperSearchRequest(IReadOnlyList<string> Keywords, int MaxPapers, bool ForceReprocess)
{
    /// <summary>The bound of a job that names none.</summary>
    public const int DefaultMaxPapers = 100;

    /// <summary>Reads the request out of the job and the run's parameters.</summary>
    public static PaperSearchRequest From(JobContext context) => new(
        context.Job.Keywords,
        context.Job.MaxPapersPerRun ?? DefaultMaxPapers,
        context.Parameters.ValueKind == JsonValueKind.Object
        && context.Parameters.TryGetProperty("force_reprocess", out var force)
        && force.ValueKind == JsonValueKind.True);
}
