using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests.Sdk;

/// <summary>What a worker of the tests logs.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(LogLevel.Information, "{Number} {Text}")]
    public static partial void Numbered(this ILogger logger, int number, string text);
}
