namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>The part of <c>_meta</c> that says whose copy it is.</summary>
internal sealed record OwnerMeta(OwnerMeta.Owner? Joblogs)
{
    internal sealed record Owner(string? Database);
}
