namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The names of the steps and metrics, which clients filter and chart by.</summary>
internal static class PaperSteps
{
    /// <summary>Choosing the source and searching it.</summary>
    public const string Find = "paper_search";

    /// <summary>Leaving out what was processed before.</summary>
    public const string Sift = "filter_existing";

    /// <summary>Processing and keeping what is left.</summary>
    public const string Process = "process_papers";

    /// <summary>The type of all four metrics.</summary>
    public const string Counter = "counter";

    /// <summary>Papers that the source answered with.</summary>
    public const string Found = "papers_found";

    /// <summary>Those of them that were not kept yet.</summary>
    public const string New = "papers_new";

    /// <summary>Papers that were processed and kept by this run.</summary>
    public const string Processed = "papers_processed";

    /// <summary>Papers that could not be.</summary>
    public const string Errors = "paper_errors";
}
