namespace JobLogs.Testing.Search;

/// <summary>The two products that the second copy can be in; the folder of test servers calls them by these names.</summary>
public enum SearchProduct
{
    /// <summary>Elasticsearch.</summary>
    Elasticsearch,

    /// <summary>OpenSearch.</summary>
    OpenSearch,
}
