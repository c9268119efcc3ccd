using JobLogs.Protocol.Runs;

namespace JobLogs.Protocol.Logs;

/// <summary>Counts over the entries that a filter matches.</summary>
/// <param name="Total">How many they are.</param>
/// <param name="ByLevel">By level.</param>
/// <param name="ByStep">By step; an entry without a step counts nowhere here.</param>
/// <param name="Histogram">By time, oldest first; spans without an entry are left out.</param>
/// <param name="ErrorRate">The share at ERROR and above, 0 to 1; 0 when there is no entry.</param>
/// <param name="Durations">How long each step took, of the entries that say so; those without a step under the empty name.</param>
public sealed record LogStatisticsDocument(
    long Total,
    LevelCountsDocument ByLevel,
    IReadOnlyDictionary<string, long> ByStep,
    IReadOnlyList<HistogramBucketDocument> Histogram,
    double ErrorRate,
    IReadOnlyDictionary<string, StepDurationsDocument> Durations);
