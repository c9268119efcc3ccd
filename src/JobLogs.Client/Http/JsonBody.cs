using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JobLogs.Client.Http;

/// <summary>Makes the bodies of calls.</summary>
internal static class JsonBody
{
    /// <summary>The value as JSON, its length known beforehand.</summary>
    public static HttpContent Of<T>(T value, JsonTypeInfo<T> type)
    {
        var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return body;
    }
}
