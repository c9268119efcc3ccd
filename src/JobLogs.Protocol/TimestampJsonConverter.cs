using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol;

/// <summary>Times in JSON: read and written as <see cref="Timestamps"/> does.</summary>
public sealed class TimestampJsonConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timestamps.TryParse(reader.GetString(), out long micros, out string? problem)
            ? Timestamps.ToDateTimeOffset(micros)
            : throw new JsonException($"Not a time: {problem}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[Timestamps.Length];
        Timestamps.Format(Timestamps.FromDateTimeOffset(value), text);
        writer.WriteStringValue(text);
    }
}
