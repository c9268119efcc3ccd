using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol;

/// <summary>Levels in JSON: read as <see cref="LevelNames"/> reads them, written as one of the five names.</summary>
public sealed class JobLogLevelJsonConverter : JsonConverter<JobLogLevel>
{
    /// <inheritdoc/>
    public override JobLogLevel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LevelNames.TryParse(reader.GetString(), out JobLogLevel level)
            ? level
            : throw new JsonException($"Not a level; send one of {LevelNames.Known}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JobLogLevel value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(LevelNames.Utf8(value));
    }
}
