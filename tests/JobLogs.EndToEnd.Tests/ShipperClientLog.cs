using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests;

/// <summary>What a job of the tests logs.</summary>
internal static partial class ShipperClientLog
{
    [LoggerMessage(LogLevel.Information, "开始处理论文搜索 {Paper}")]
    public static partial void Started(this Microsoft.Extensions.Logging.ILogger logger, string paper);

    [LoggerMessage(LogLevel.Error, "gave up")]
    public static partial void GaveUp(this Microsoft.Extensions.Logging.ILogger logger, Exception exception);
}
