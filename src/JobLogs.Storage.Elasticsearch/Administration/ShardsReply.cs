using System.Text.Json.Serialization;

namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary><c>POST …/_refresh</c>.</summary>
internal sealed record ShardsReply([property: JsonPropertyName("_shards")] ShardCounts? Shards);
