namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>What the status of an item means for it.</summary>
internal enum BulkVerdict
{
    /// <summary>The server has it.</summary>
    Accepted,

    /// <summary>The document is the reason: it will be refused each time.</summary>
    Refused,

    /// <summary>The server or the index is the reason: it may work later.</summary>
    Again,
}
