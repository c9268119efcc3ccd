namespace JobLogs.Protocol.Maintenance;

/// <summary>The stores that the server has, and how they are.</summary>
/// <param name="Database">The database, which is the truth.</param>
/// <param name="Elasticsearch">The copy for search.</param>
public sealed record StoreList(DatabaseStatus Database, ElasticsearchStatus Elasticsearch);
