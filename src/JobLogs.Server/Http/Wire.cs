using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Between the model and the wire.</summary>
internal static class Wire
{
    /// <summary>An answer with a JSON body.</summary>
    public static IResult Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, type, statusCode: status);

    /// <summary>A time as the wire has it.</summary>
    public static DateTimeOffset? Time(long? micros) => micros is { } value ? Clock.FromMicros(value) : null;

    /// <summary>Stored JSON as the wire has it.</summary>
    public static JsonElement? Json(string? json) => json is null ? null : JsonElement.Parse(json);

    /// <summary>Milliseconds between two times, the second of which may not have come yet.</summary>
    public static long Milliseconds(long from, long? to, long now) => Math.Max(0, ((to ?? now) - from) / 1000);
}
