namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary><c>GET …/_stats/docs,store</c>.</summary>
internal sealed record StatsReply(IReadOnlyDictionary<string, StatsReply.Index>? Indices)
{
    internal sealed record Index(Part? Primaries, Part? Total);

    internal sealed record Part(Docs? Docs, Store? Store);

    internal sealed record Docs(long Count);

    internal sealed record Store(long SizeInBytes);
}
