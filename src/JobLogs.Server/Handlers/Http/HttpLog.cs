namespace JobLogs.Server.Handlers.Http;

/// <summary>
/// The entries of an <c>http</c> run. What a method is given beyond its message becomes the entry's details, but for <c>error_code</c> and
/// <c>duration_ms</c>, which are the entry's own. Headers that are sent are not among them: they may be secret.
/// </summary>
internal static partial class HttpLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{method} {url}")]
    public static partial void Sends(ILogger logger, string method, string url, int body_bytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{status}, redirected to {location}")]
    public static partial void Redirected(ILogger logger, int status, string location, long duration_ms);

    [LoggerMessage(Level = LogLevel.Information, Message = "{status} {reason}")]
    public static partial void Answers(
        ILogger logger, int status, string? reason, string? content_type, long bytes, bool complete, string? body, long duration_ms);

    [LoggerMessage(Level = LogLevel.Error, Message = "{status} {reason}")]
    public static partial void Disappoints(
        ILogger logger, int status, string? reason, string? content_type, long bytes, bool complete, string? body, string error_code, long duration_ms);
}
