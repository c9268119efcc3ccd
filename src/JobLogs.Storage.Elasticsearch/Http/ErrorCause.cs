namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>An error as a server tells it.</summary>
internal sealed record ErrorCause(string? Type, string? Reason, ErrorCause? CausedBy);
