namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>One node of the list, and whether it is passed over.</summary>
internal sealed class SearchNode(Uri address)
{
    // Guarded by SearchNodes' lock.
    internal int Failures { get; set; }

    internal long PassedOverUntil { get; set; }

    /// <summary>The address, which ends in a slash so that a path can follow.</summary>
    internal Uri Address { get; } = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
