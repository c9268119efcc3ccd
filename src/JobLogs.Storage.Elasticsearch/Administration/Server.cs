namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>What a server is.</summary>
/// <param name="Product"><c>elasticsearch</c> or <c>opensearch</c>.</param>
internal sealed record Server(string Product, string Version)
{
    internal const string Elasticsearch = "elasticsearch";
    internal const string OpenSearch = "opensearch";

    /// <summary>The type of one field that holds any object, which each product calls its own name.</summary>
    internal string FlattenedType => Product == OpenSearch ? "flat_object" : "flattened";
}
