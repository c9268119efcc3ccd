namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Counts by value. They are exact when <see cref="SumOtherDocCount"/> is 0: every shard told all its values.</summary>
internal sealed record Terms<TKey>(long SumOtherDocCount, IReadOnlyList<Terms<TKey>.Bucket>? Buckets)
{
    internal sealed record Bucket(TKey Key, long DocCount, Terms<string>? Levels);
}
