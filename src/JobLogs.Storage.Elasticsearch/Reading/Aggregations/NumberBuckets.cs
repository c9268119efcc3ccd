namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Counts by a number.</summary>
internal sealed record NumberBuckets
{
    public Terms<long>? Values { get; init; }
}
