namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary><c>GET /_cluster/health/…</c>.</summary>
internal sealed record HealthReply(string? Status);
