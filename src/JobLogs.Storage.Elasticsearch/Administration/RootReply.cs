namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary><c>GET /</c>.</summary>
internal sealed record RootReply(RootVersion? Version);
