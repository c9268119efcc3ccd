using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>The answer to <c>_bulk</c>, as far as it was asked for.</summary>
/// <param name="Errors">Whether any item has a status that is no success, "is there already" among them.</param>
/// <param name="Items">One for each action, in their order.</param>
internal sealed record BulkReply(bool? Errors, IReadOnlyList<BulkReply.Item>? Items)
{
    internal sealed record Item(Outcome? Create, Outcome? Delete);

    internal sealed record Outcome(int Status, ErrorCause? Error);
}
