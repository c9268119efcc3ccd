namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>One request that did not bring a page.</summary>
/// <param name="ErrorCode">One of <see cref="PaperErrorCodes"/>.</param>
/// <param name="Message">What went wrong, in one sentence.</param>
/// <param name="IsPassing">Whether the same request may succeed later.</param>
/// <param name="RetryAfter">The rest that arXiv asked for, if it did.</param>
/// <param name="Cause">The exception beneath, if any.</param>
internal sealed record ArxivFailure(
    string ErrorCode, string Message, bool IsPassing, TimeSpan? RetryAfter = null, Exception? Cause = null);
