using System.Text.Json.Serialization;
using JobLogs.Storage.Elasticsearch.Administration;

namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>The answer to a search that counts.</summary>
internal sealed record SearchReplyOf<T>(bool TimedOut, [property: JsonPropertyName("_shards")] ShardCounts? Shards, T? Aggregations)
    where T : class;
