using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>Reads what a server says of a refusal: <c>{"error": {"type", "reason", "caused_by"}}</c>, or a text.</summary>
internal static class ServerError
{
    /// <summary>Longest reason that is passed on.</summary>
    internal const int LongestReason = 1000;

    /// <summary>The type and the reason; what there is of them.</summary>
    internal static (string Type, string Reason) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(body, SearchJson.Default.ErrorReply);
            return reply?.Error is { ValueKind: JsonValueKind.Object } error
                ? Describe(error.Deserialize(SearchJson.Default.ErrorCause))
                : ("error", Cut(reply?.Error?.ToString() ?? "no reason given"));
        }
        catch (JsonException)
        {
            return ("error", "the body is no JSON");
        }
    }

    /// <summary>The outer type, and the reasons from the outside to the inside.</summary>
    internal static (string Type, string Reason) Describe(ErrorCause? cause)
    {
        var type = cause?.Type ?? "error";
        var reasons = new List<string>();
        for (var depth = 0; cause is not null && depth < 4; cause = cause.CausedBy, depth++)
        {
            reasons.Add(cause.Reason ?? cause.Type ?? "no reason given");
        }

        return (type, Cut(string.Join(": ", reasons.Distinct())));
    }

    private static string Cut(string text) => text.Length <= LongestReason ? text : text[..LongestReason];
}
