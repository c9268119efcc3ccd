using System.Globalization;
using System.Text.Json;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>
/// Reads <c>ExportLogsServiceRequest</c> in its JSON form: names in lowerCamelCase, 64-bit numbers as text or numbers, trace and span
/// ids in hexadecimal. See https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding.
/// </summary>
internal static class OtlpJson
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    /// <exception cref="FormatException">It is JSON, but no such request.</exception>
    public static void Read(ReadOnlyMemory<byte> request, IOtlpReceiver receiver)
    {
        using var document = JsonDocument.Parse(request);
        foreach (var logs in Items(Object(document.RootElement, "the body"), "resourceLogs"))
        {
            receiver.Resource(logs.TryGetProperty("resource", out var resource) ? Attributes(resource) : []);
            foreach (var scoped in Items(logs, "scopeLogs"))
            {
                receiver.Scope(scoped.TryGetProperty("scope", out var scope) ? Text(Object(scope, "scope"), "name") : "");
                foreach (var record in Items(scoped, "logRecords"))
                {
                    receiver.Record(Record(record));
                }
            }
        }
    }

    private static OtlpRecord Record(JsonElement json)
    {
        var record = new OtlpRecord
        {
            TimeUnixNano = Number(json, "timeUnixNano"),
            ObservedTimeUnixNano = Number(json, "observedTimeUnixNano"),
            SeverityNumber = Severity(json),
            SeverityText = Text(json, "severityText"),
            Body = json.TryGetProperty("body", out var body) ? Value(body) : default,
            DroppedAttributesCount = (uint)Number(json, "droppedAttributesCount"),
            TraceId = Text(json, "traceId").ToLowerInvariant(),
            SpanId = Text(json, "spanId").ToLowerInvariant(),
            EventName = Text(json, "eventName"),
        };
        record.Attributes.AddRange(Attributes(json));
        return record;
    }

    // Enumerations are numbers; some senders write their names.
    private static int Severity(JsonElement json) =>
        json.TryGetProperty("severityNumber", out var severity) && severity.ValueKind == JsonValueKind.String
            ? OtlpSeverity.OfName(severity.GetString()!)
            : (int)Number(json, "severityNumber");

    private static List<OtlpAttribute> Attributes(JsonElement json) =>
        [.. Items(Object(json, "resource"), "attributes").Select(static pair => new OtlpAttribute(
            Text(pair, "key"), pair.TryGetProperty("value", out var value) ? Value(value) : default))];

    private static OtlpValue Value(JsonElement json)
    {
        foreach (var property in Object(json, "a value").EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "stringValue":
                    return new OtlpValue(value.GetString());
                case "boolValue" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    return new OtlpValue(value.GetBoolean());
                case "intValue":
                    return new OtlpValue(Integer(value));
                case "doubleValue":
                    return new OtlpValue(Double(value));
                case "bytesValue":
                    return new OtlpValue(value.TryGetBytesFromBase64(out var bytes) ? bytes : value.GetString());
                case "arrayValue":
                    return new OtlpValue(Items(value, "values").Select(Value).ToList());
                case "kvlistValue":
                    return new OtlpValue(Items(value, "values").Select(static pair => new OtlpAttribute(
                        Text(pair, "key"), pair.TryGetProperty("value", out var inner) ? Value(inner) : default)).ToList());
            }
        }

        return default;
    }

    private static long Integer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new FormatException($"\"intValue\" is {value.GetRawText()}; it must be a 64-bit whole number."),
    };

    private static double Double(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new FormatException($"\"doubleValue\" is {value.GetRawText()}; it must be a number."),
    };

    private static ulong Number(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return 0;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetUInt64(out var number) => number,
            JsonValueKind.String when ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new FormatException($"\"{name}\" is {value.GetRawText()}; it must be a whole number, not below 0."),
        };
    }

    private static string Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"\"{name}\" is {value.GetRawText()}; it must be a string.");
    }

    private static IEnumerable<JsonElement> Items(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => Object(item, $"an element of \"{name}\""))
            : throw new FormatException($"\"{name}\" must be an array.");
    }

    private static JsonElement Object(JsonElement json, string what) =>
        json.ValueKind == JsonValueKind.Object ? json : throw new FormatException($"OTLP/JSON: {what} must be an object.");
}
