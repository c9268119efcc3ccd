using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Maintenance;

/// <summary>How the copy in Elasticsearch or OpenSearch is.</summary>
/// <param name="Enabled">Whether there is one; when there is none, the rest says nothing.</param>
public sealed record ElasticsearchStatus(bool Enabled)
{
    /// <summary><c>healthy</c>; <c>behind</c>; <c>incomplete</c> with dead letters; <c>rebuilding</c>; <c>down</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why it is not healthy.</summary>
    public string? Detail { get; init; }

    /// <summary><c>elasticsearch</c> or <c>opensearch</c>; null while it doesn't answer.</summary>
    public string? Product { get; init; }

    /// <summary>The product's version.</summary>
    public string? Version { get; init; }

    /// <summary>What the search cluster says of the copy's indices: <c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public string? Health { get; init; }

    /// <summary>Nodes of <c>ELASTICSEARCH_HOSTS</c> that answer.</summary>
    public int? NodesAnswering { get; init; }

    /// <summary>Nodes of <c>ELASTICSEARCH_HOSTS</c>.</summary>
    public int? Nodes { get; init; }

    /// <summary>Documents held: entries, status changes and metrics.</summary>
    public long? Documents { get; init; }

    /// <summary>Bytes on disk.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>It has everything up to this commit; null while it is being emptied.</summary>
    public long? Position { get; init; }

    /// <summary>Commits that it doesn't have, at most.</summary>
    public long? LagCommits { get; init; }

    /// <summary>For how long the oldest commit that it doesn't have has waited.</summary>
    public double? LagSeconds { get; init; }

    /// <summary>Items that it refuses: <c>GET /api/stores/elasticsearch/dead-letters</c>.</summary>
    public long? DeadLetters { get; init; }

    /// <summary>The server that feeds it; null when none does at present.</summary>
    public string? FedBy { get; init; }

    /// <summary>When its position was last kept.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>How far the comparison with the database is that this server carries out; null when it carries out none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VerificationProgress? Verification { get; init; }
}
