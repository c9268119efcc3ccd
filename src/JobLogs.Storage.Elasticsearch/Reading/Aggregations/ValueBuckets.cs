namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Counts by a text.</summary>
internal sealed record ValueBuckets
{
    public Terms<string>? Values { get; init; }
}
