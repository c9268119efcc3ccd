using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http.Following;

/// <summary>The first message on a WebSocket: what is wanted.</summary>
internal sealed record SubscribeMessage(IReadOnlyList<string>? Types, SearchFilters? Filters, string? After, int? Tail)
{
    /// <summary>Always <c>subscribe</c>.</summary>
    public string Type => "subscribe";
}
