namespace JobLogs.Server.Handlers.PaperSearch.Processing;

/// <summary>One paper can't be processed; the others can.</summary>
/// <param name="errorCode">One of <see cref="PaperErrorCodes"/>.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class PaperProcessingException(string errorCode, string message) : Exception(message)
{
    /// <summary>The stable code of the entry that says so.</summary>
    public string ErrorCode { get; } = errorCode;
}
