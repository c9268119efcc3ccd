namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Documents by job, run and dataset.</summary>
internal sealed record TallyBuckets
{
    public TallyPage? Groups { get; init; }

    internal sealed record TallyPage(IReadOnlyList<TallyBucket>? Buckets);

    internal sealed record TallyBucket(TallyKey Key, long DocCount, Terms<string>? Datasets);

    internal sealed record TallyKey(long Job, long Run);
}
