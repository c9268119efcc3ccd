namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The stable <c>error_code</c>s of this handler. Clients group and alert by them: add, don't rename.</summary>
internal static class PaperErrorCodes
{
    /// <summary>No connection, no name, or no answer in time, after all attempts.</summary>
    public const string ArxivUnreachable = "arxiv_unreachable";

    /// <summary>arXiv still answered 429 after all attempts, or asked for a longer pause than a run will wait.</summary>
    public const string ArxivRateLimited = "arxiv_rate_limited";

    /// <summary>arXiv still answered 5xx after all attempts.</summary>
    public const string ArxivUnavailable = "arxiv_unavailable";

    /// <summary>The answer is not a feed, is too large, or stayed empty although it promises more.</summary>
    public const string ArxivBadResponse = "arxiv_bad_response";

    /// <summary>arXiv refuses the question, or the keywords can't be made into one.</summary>
    public const string ArxivBadQuery = "arxiv_bad_query";

    /// <summary>arXiv, or something between, answers with a refusal that asking again won't change, such as 403.</summary>
    public const string ArxivRefused = "arxiv_refused";

    /// <summary>The folder of Atom files is missing or may not be read.</summary>
    public const string FolderUnreadable = "folder_unreadable";

    /// <summary>One paper lacks what processing needs.</summary>
    public const string PaperInvalid = "paper_invalid";

    /// <summary>One paper could not be processed or kept.</summary>
    public const string PaperFailed = "paper_failed";
}
