using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Turns counted buckets into what the port tells, in its order. Buckets that may be wrong are no answer.</summary>
internal static class BucketCounts
{
    /// <summary>Counts by level.</summary>
    internal static LevelCounts Levels(Terms<string>? terms)
    {
        var counts = default(LevelCounts);
        foreach (var bucket in Complete(terms))
        {
            counts = LevelTexts.TryParse(bucket.Key, out var level)
                ? counts.Plus(level, bucket.DocCount)
                : throw new SearchFaultException(NoAnswerReason.Refused, $"'{bucket.Key}' is no level.");
        }

        return counts;
    }

    /// <summary>Counts by step, most first.</summary>
    internal static IReadOnlyList<StepCount> Steps(Terms<string>? terms) =>
    [
        .. Complete(terms).Select(bucket => new StepCount(bucket.Key, Levels(bucket.Levels)))
            .OrderByDescending(step => step.Counts.Total).ThenBy(step => step.Step, StringComparer.Ordinal),
    ];

    /// <summary>Counts by time, oldest first.</summary>
    internal static IReadOnlyList<HistogramBucket> Times(Terms<double>? terms) =>
    [
        .. (terms?.Buckets ?? []).Select(bucket => new HistogramBucket((long)bucket.Key, Levels(bucket.Levels))).OrderBy(bucket => bucket.StartMicros),
    ];

    /// <summary>The buckets, when they are all there are.</summary>
    internal static IReadOnlyList<Terms<TKey>.Bucket> Complete<TKey>(Terms<TKey>? terms) => terms is { SumOtherDocCount: > 0 }
        ? throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"There are more than {AggregationJson.MostValues} values to count.")
        : terms?.Buckets ?? [];
}
