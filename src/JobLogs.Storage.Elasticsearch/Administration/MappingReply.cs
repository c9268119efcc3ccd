using System.Text.Json.Serialization;

namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>An index in <c>GET …/_mapping</c>.</summary>
internal sealed record MappingReply(MappingReply.Mapping? Mappings)
{
    internal sealed record Mapping([property: JsonPropertyName("_meta")] OwnerMeta? Meta);
}
