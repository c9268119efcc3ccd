using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Schedules;

/// <summary>One instant at which a cron expression is due.</summary>
/// <param name="At">The instant; written in UTC.</param>
/// <param name="Local">The same instant as the zone's clock shows it: RFC 3339 to the second, with the zone's offset.</param>
public sealed record CronFire([property: JsonConverter(typeof(TimestampJsonConverter))] DateTimeOffset At, string Local);
