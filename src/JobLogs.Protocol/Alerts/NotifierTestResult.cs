namespace JobLogs.Protocol.Alerts;

/// <summary>What became of a test message.</summary>
/// <param name="Delivered">Whether it was received.</param>
/// <param name="Error">What went wrong; null for nothing.</param>
public sealed record NotifierTestResult(bool Delivered, string? Error);
