using System.Text.Json.Serialization;
using JobLogs.Storage.Elasticsearch.Administration;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>A search for the ids of documents.</summary>
internal sealed record IdsReply(bool TimedOut, [property: JsonPropertyName("_shards")] ShardCounts? Shards, IdsReply.Found? Hits, IdsReply.Counts? Aggregations)
{
    internal sealed record Found(IReadOnlyList<Hit>? Hits);

    internal sealed record Hit([property: JsonPropertyName("_index")] string Index, [property: JsonPropertyName("_id")] string Id);

    internal sealed record Counts(IndexTerms? Indices);

    internal sealed record IndexTerms(long SumOtherDocCount, IReadOnlyList<IndexBucket>? Buckets);

    internal sealed record IndexBucket(string Key, long DocCount);
}
