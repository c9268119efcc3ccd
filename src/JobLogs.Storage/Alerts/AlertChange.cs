namespace JobLogs.Storage.Alerts;

/// <summary>A change of an alert that a notification tells.</summary>
/// <param name="Alert">The alert, with run and summary as they were then.</param>
/// <param name="Firing">Whether it began to fire; else it has ended.</param>
/// <param name="At">When, in microseconds since the Unix epoch.</param>
public sealed record AlertChange(Alert Alert, bool Firing, long At);
