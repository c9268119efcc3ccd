namespace JobLogs.Protocol.Schedules;

/// <summary>One instant at which a cron expression is due.</summary>
/// <param name="At">The instant in UTC, RFC 3339 with six digits and <c>Z</c>.</param>
/// <param name="Local">The same instant as the zone's clock shows it, RFC 3339 with the zone's offset.</param>
public sealed record CronFire(string At, string Local);
