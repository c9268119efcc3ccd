using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobLogs.Protocol;

/// <summary>How the server writes JSON: <c>snake_case</c>, times to the microsecond, text escaped no more than JSON demands.</summary>
internal static class WireJson
{
    /// <summary>Fresh options, for one context to make its own.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TimestampJsonConverter(), new RawJsonConverter() },
    };
}
