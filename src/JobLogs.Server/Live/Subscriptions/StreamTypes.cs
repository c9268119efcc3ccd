namespace JobLogs.Server.Live.Subscriptions;

/// <summary>What a subscription is told of.</summary>
[Flags]
internal enum StreamTypes : byte
{
    None = 0,
    Log = 1,
    Status = 2,
    Metric = 4,
    All = Log | Status | Metric,
}
