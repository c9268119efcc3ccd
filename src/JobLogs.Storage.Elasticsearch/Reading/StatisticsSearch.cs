using System.Text.Json;
using JobLogs.Storage.Blocks;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Counts by level, by step and by time, in the same buckets as the database.</summary>
internal sealed class StatisticsSearch(Searcher searcher, StatisticsQuery query, long through)
{
    /// <summary>What the query asks for, but durations.</summary>
    internal async Task<LogStatistics> ReadAsync(CancellationToken cancellationToken)
    {
        var axis = await FindAxisAsync(cancellationToken);
        var counted = await searcher.AggregateAsync(
            query.Scope, query.Filter, through, json => Write(json, axis), SearchJson.Default.SearchReplyOfStatisticsBuckets, cancellationToken);
        if (axis is not null)
        {
            EnsureExact(counted.Last);
        }

        return new LogStatistics
        {
            ByLevel = BucketCounts.Levels(counted.Levels),
            ByStep = BucketCounts.Steps(counted.Steps),
            Histogram = BucketCounts.Times(counted.Times),
            Durations = [],
        };
    }

    private void Write(Utf8JsonWriter json, BucketAxis? axis)
    {
        AggregationJson.WriteLevels(json);
        if (query.Steps)
        {
            AggregationJson.WriteTerms(json, "steps", Fields.Step, AggregationJson.MostValues, AggregationJson.WriteLevels);
        }

        if (axis is { } time)
        {
            AggregationJson.WriteHistogram(json, "times", time.Width, time.Origin % time.Width, AggregationJson.WriteLevels);
            AggregationJson.WriteValue(json, "last", "max", Fields.TimestampMicros);
        }
    }

    private async Task<BucketAxis?> FindAxisAsync(CancellationToken cancellationToken)
    {
        if (query.IntervalMicros is { } width)
        {
            return new BucketAxis(0, width);
        }

        if (query.Buckets is not { } buckets)
        {
            return null;
        }

        if (query.Filter is { StartMicros: { } start, EndMicros: { } end })
        {
            return BucketAxis.Of(start, Math.Max(start, end), buckets);
        }

        var range = await searcher.AggregateAsync(query.Scope, query.Filter, through, WriteRange, SearchJson.Default.SearchReplyOfTimeRangeValues, cancellationToken);
        return range is { First.Value: { } first, Last.Value: { } last }
            ? BucketAxis.Of(query.Filter.StartMicros ?? EnsureExact(range.First), query.Filter.EndMicros ?? EnsureExact(range.Last), buckets)
            : null;
    }

    private static void WriteRange(Utf8JsonWriter json)
    {
        AggregationJson.WriteValue(json, "first", "min", Fields.TimestampMicros);
        AggregationJson.WriteValue(json, "last", "max", Fields.TimestampMicros);
    }

    // Aggregations count in doubles.
    private static long EnsureExact(SingleValue? value) => value?.Value switch
    {
        null => 0,
        <= SingleValue.MaxExact => (long)value.Value,
        _ => throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, "Times after the year 2255 are not counted exactly."),
    };
}
