namespace JobLogs.Protocol.Maintenance;

/// <summary>How the copy in Elasticsearch is.</summary>
/// <param name="Enabled">Whether there is one.</param>
public sealed record ElasticsearchStatus(bool Enabled);
