namespace JobLogs.Server.Handlers;

/// <summary>A handler says that the attempt failed, and why.</summary>
/// <param name="code">A stable name of what failed; the run's <c>error.code</c>.</param>
/// <param name="message">A sentence for people.</param>
public sealed class JobFailedException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable name of what failed.</summary>
    public string Code { get; } = code;
}
