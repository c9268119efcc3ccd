using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Maintenance;

/// <summary>What a clean-up deleted, or would delete.</summary>
/// <param name="DeletedCount">All rows together.</param>
/// <param name="Deleted">By kind.</param>
/// <param name="Cutoff">What has an earlier timestamp was meant.</param>
/// <param name="DryRun">Whether it was only counted.</param>
public sealed record CleanupResult(
    long DeletedCount,
    DeletedCounts Deleted,
    [property: JsonConverter(typeof(TimestampJsonConverter))] DateTimeOffset Cutoff,
    bool DryRun);
