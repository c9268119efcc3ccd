namespace JobLogs.Protocol.Alerts;

/// <summary>Somebody has taken note of an alert.</summary>
/// <param name="At">When.</param>
/// <param name="By">The name of the key that it was done with; null where the server asks nobody.</param>
/// <param name="Note">What was said to it; null for nothing.</param>
public sealed record AlertAcknowledgementDocument(DateTimeOffset At, string? By, string? Note);
