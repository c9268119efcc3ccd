namespace JobLogs.Storage.Queries;

/// <summary>Who answers a question.</summary>
public enum LogStoreKind
{
    /// <summary>The database.</summary>
    Database,

    /// <summary>The copy of the log.</summary>
    Copy,
}
