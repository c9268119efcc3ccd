namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>A source failed for good: what could be tried again has been.</summary>
/// <param name="errorCode">One of <see cref="PaperErrorCodes"/>.</param>
/// <param name="message">What went wrong, for the reader of the run's log.</param>
/// <param name="innerException">What lay beneath, if anything.</param>
internal sealed class PaperSourceException(string errorCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The stable code that the run ends with.</summary>
    public string ErrorCode { get; } = errorCode;
}
