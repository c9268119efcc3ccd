using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Errors by code, step and job.</summary>
internal sealed record ErrorBuckets
{
    public ErrorPage? Groups { get; init; }

    internal sealed record ErrorPage(JsonElement? AfterKey, IReadOnlyList<ErrorBucket>? Buckets);

    internal sealed record ErrorBucket(ErrorKey Key, long DocCount, SingleValue? First, SingleValue? Last, SingleValue? Seq);

    internal sealed record ErrorKey(string? Code, string? Step, long Job);
}
