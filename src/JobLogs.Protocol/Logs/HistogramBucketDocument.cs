using System.Text.Json.Serialization;
using JobLogs.Protocol.Runs;

namespace JobLogs.Protocol.Logs;

/// <summary>Entries of one span of time.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Counts">How many there are of each level.</param>
public sealed record HistogramBucketDocument(
    [property: JsonConverter(typeof(TimestampJsonConverter))] DateTimeOffset Start, LevelCountsDocument Counts);
