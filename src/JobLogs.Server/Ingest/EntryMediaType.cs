using JobLogs.Protocol.Entries;
using Microsoft.Net.Http.Headers;

namespace JobLogs.Server.Ingest;

/// <summary>The content types that entries are sent as.</summary>
internal static class EntryMediaType
{
    /// <summary>How entries stand in a body of this content type; false when it is none of ours.</summary>
    public static bool TryParse(string? contentType, out EntryFormat format)
    {
        switch (contentType)
        {
            case "application/x-ndjson":
                format = EntryFormat.Ndjson;
                return true;
            case "application/json":
                format = EntryFormat.SingleOrArray;
                return true;
            default:
                return TryParseHeader(contentType, out format);
        }
    }

    private static bool TryParseHeader(string? contentType, out EntryFormat format)
    {
        format = default;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var mediaType = type.MediaType;
        if (mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            format = EntryFormat.SingleOrArray;
            return true;
        }

        format = EntryFormat.Ndjson;
        return mediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase);
    }
}
