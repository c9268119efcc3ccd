namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>Shards that were asked. A search that skips some for having nothing is still whole; one with failures isn't.</summary>
internal sealed record ShardCounts(int Total, int Failed);
