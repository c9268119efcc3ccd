namespace JobLogs.Protocol.Maintenance;

/// <summary>Dead letters will be tried again.</summary>
/// <param name="DeadLetters">How many.</param>
public sealed record ReplayAccepted(long DeadLetters);
