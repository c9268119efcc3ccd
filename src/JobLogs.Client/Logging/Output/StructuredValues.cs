using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging.Output;

/// <summary>Reads values as the usual loggers write them.</summary>
internal static class StructuredValues
{
    // Before this number of seconds it is 1973, and after it, taken for milliseconds, 2001: what is greater is in milliseconds.
    private const double LargestSeconds = 100_000_000_000;

    // Bytes that a character takes at most, and what stands around the text in place of so many characters.
    private const int LongestEscape = 6;
    private const int Frame = 10;

    /// <summary>A level: its name, or the number that pino, bunyan and Python give it.</summary>
    public static bool TryLevel(JsonElement value, out JobLogLevel level)
    {
        level = default;
        if (value.ValueKind == JsonValueKind.String)
        {
            return LevelNames.TryParse(value.GetString(), out level);
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            return false;
        }

        level = number switch
        {
            < 30 => JobLogLevel.Debug,
            < 40 => JobLogLevel.Info,
            < 50 => JobLogLevel.Warning,
            < 60 => JobLogLevel.Error,
            _ => JobLogLevel.Critical,
        };
        return true;
    }

    /// <summary>A time: RFC 3339, or seconds or milliseconds since 1970.</summary>
    public static bool TryTime(JsonElement value, out long micros)
    {
        micros = 0;
        if (value.ValueKind == JsonValueKind.String)
        {
            return Timestamps.TryParse(value.GetString(), out micros);
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || number is < 0 or > Timestamps.Max)
        {
            return false;
        }

        micros = (long)(number < LargestSeconds ? number * 1_000_000 : number * 1_000);
        return micros <= Timestamps.Max;
    }

    /// <summary>An exception of which only the text is known, cut where it is longer than an exception may be.</summary>
    public static byte[] Exception(string text, EntryLimits limits)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNull("type");
            writer.WriteNull("message");
            writer.WriteString("stack_trace", Cut(text.Replace('\0', '\uFFFD'), limits.MaxExceptionBytes / LongestEscape - Frame));
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
