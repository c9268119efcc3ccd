using System.Globalization;
using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Loki;

/// <summary>Reads a push in its JSON form: <c>{"streams": [{"stream": {labels}, "values": [["nanoseconds", "line", {metadata}]]}]}</c>.</summary>
internal static class LokiJson
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON, but no such request.</exception>
    public static void Read(ReadOnlyMemory<byte> body, Action<LokiStream, LokiLine> receive)
    {
        using var document = JsonDocument.Parse(body);
        if (!document.RootElement.TryFind("streams", out var streams) || streams.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("It must be {\"streams\": [{\"stream\": {\"job\": \"…\"}, \"values\": [[\"nanoseconds\", \"line\"]]}]}.");
        }

        foreach (var element in streams.EnumerateArray())
        {
            var stream = element.TryFind("stream", out var labels) ? Labels(labels) : new LokiStream([]);
            if (element.TryFind("values", out var values) && values.ValueKind == JsonValueKind.Array)
            {
                foreach (var value in values.EnumerateArray())
                {
                    receive(stream, Line(value));
                }
            }
        }
    }

    private static LokiLine Line(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2
            || !ulong.TryParse(JsonRecord.Text(value[0]), NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds))
        {
            throw new FormatException("An element of \"values\" must be [\"nanoseconds since the Unix epoch\", \"line\"].");
        }

        return new LokiLine(nanoseconds, JsonRecord.Text(value[1]) ?? "", value.GetArrayLength() > 2 ? Labels(value[2]) : new LokiStream([]));
    }

    private static LokiStream Labels(JsonElement json) => new(
        json.ValueKind == JsonValueKind.Object
            ? [.. json.EnumerateObject().Select(static label => KeyValuePair.Create(label.Name, JsonRecord.Text(label.Value) ?? ""))]
            : []);
}
