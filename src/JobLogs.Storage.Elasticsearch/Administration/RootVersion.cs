namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>What a server says of its version; only OpenSearch names a distribution.</summary>
internal sealed record RootVersion(string? Number, string? Distribution);
