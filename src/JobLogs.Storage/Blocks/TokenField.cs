namespace JobLogs.Storage.Blocks;

/// <summary>The fields whose values are tokens. The numbers are stored in filters, by way of hashes: never reuse one.</summary>
internal enum TokenField
{
    Step = 1,
    Run = 2,
    ErrorCode = 3,
    PaperId = 4,
    LoggerName = 5,
}
