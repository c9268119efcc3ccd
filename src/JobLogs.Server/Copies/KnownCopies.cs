namespace JobLogs.Server.Copies;

/// <summary>The copies that there are.</summary>
internal static class KnownCopies
{
    /// <summary>The one in Elasticsearch or OpenSearch, by the name under which the database remembers it.</summary>
    public const string Elasticsearch = "elasticsearch";
}
