using System.Text.Json.Serialization;

namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary><c>GET /_index_template/…</c>.</summary>
internal sealed record TemplatesReply(IReadOnlyList<TemplatesReply.Named>? IndexTemplates)
{
    internal sealed record Named(Template? IndexTemplate);

    internal sealed record Template([property: JsonPropertyName("_meta")] OwnerMeta? Meta);
}
