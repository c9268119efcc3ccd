using JobLogs.Storage.Model;

namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>What one run of <c>paper_search</c> was asked to do.</summary>
/// <param name="Job">The job.</param>
/// <param name="Run">The run.</param>
/// <param name="Keywords">What to search for.</param>
/// <param name="MaxPapers">How many papers the run looks at, at most.</param>
/// <param name="ForceReprocess">Whether papers that were processed before are processed again.</param>
internal sealed record PaperSearchRequest(JobId Job, RunId Run, IReadOnlyList<string> Keywords, int MaxPapers, bool ForceReprocess)
{
    /// <summary>The bound of a job that names none.</summary>
    public const int DefaultMaxPapers = 100;
}
