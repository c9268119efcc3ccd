using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Groups errors by job, code and step, a page of groups at a time.</summary>
internal sealed class ErrorSearch(Searcher searcher, long sinceMicros, long through)
{
    private const int PageSize = 1000;
    private const int MostPages = 20;

    private readonly LogFilter _filter = new() { Levels = LevelSet.AtLeast(EntryLevel.Error), StartMicros = sinceMicros };

    /// <summary>All groups, the one with the newest first.</summary>
    internal async Task<IReadOnlyList<ErrorGroup>> ReadAsync(CancellationToken cancellationToken)
    {
        var groups = new List<ErrorGroup>();
        JsonElement? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var found = await searcher.AggregateAsync(
                LogScope.All, _filter, through, json => Write(json, after), SearchJson.Default.SearchReplyOfErrorBuckets, cancellationToken);
            groups.AddRange((found.Groups?.Buckets ?? []).Select(GroupOf));
            after = found.Groups?.AfterKey;
            if (after is null || found.Groups?.Buckets?.Count < PageSize)
            {
                return [.. groups.OrderByDescending(group => group.LastAt).ThenBy(group => group.Job).ThenByDescending(group => group.LastSeq)];
            }
        }

        throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"There are more than {PageSize * MostPages} groups of errors.");
    }

    private static void Write(Utf8JsonWriter json, JsonElement? after) => AggregationJson.WriteGroups(
        json,
        [("code", Fields.ErrorCode, true), ("step", Fields.Step, true), ("job", Fields.Job, false)],
        PageSize,
        after is { } key ? key.WriteTo : null,
        static inner =>
        {
            AggregationJson.WriteValue(inner, "first", "min", Fields.TimestampMicros);
            AggregationJson.WriteValue(inner, "last", "max", Fields.TimestampMicros);
            AggregationJson.WriteValue(inner, "seq", "max", Fields.Seq);
        });

    private static ErrorGroup GroupOf(ErrorBuckets.ErrorBucket bucket) => new(
        bucket.Key.Code, bucket.Key.Step, new JobId((int)bucket.Key.Job), bucket.DocCount, Exact(bucket.First), Exact(bucket.Last), Exact(bucket.Seq));

    private static long Exact(SingleValue? value) => value?.Value is { } number and <= SingleValue.MaxExact
        ? (long)number
        : throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, "Times after the year 2255 are not told exactly.");
}
