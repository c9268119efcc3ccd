using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging.Output;

/// <summary>A line that is a JSON object with a message. What no field of an entry takes is kept in its details.</summary>
internal sealed class StructuredLine(EntryLimits limits)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _details = new(256);
    private string? _message;
    private JobLogLevel? _level;
    private long? _timestamp;
    private long _duration = -1;
    private byte[] _exception = [];

    /// <summary>Writes the entry.</summary>
    /// <param name="sink">Receives it.</param>
    /// <param name="source">What holds where the line says nothing.</param>
    /// <param name="now">The time where the line has none, in microseconds since the Unix epoch.</param>
    public void Write(IEntrySink sink, OutputSource source, long now) => sink.Write(new EntryFields
    {
        Message = Utf8(_message!),
        Level = _level ?? source.Level,
        HasTimestamp = true,
        TimestampMicros = _timestamp ?? now,
        Details = _details.WrittenSpan,
        DurationMs = _duration,
        Exception = _exception,
        Step = _names.ContainsKey("step") ? Name("step") : source.Step,
        PaperId = Name("paper_id"),
        ErrorCode = Name("error_code"),
        TraceId = Name("trace_id"),
        SpanId = Name("span_id"),
        LoggerName = _names.ContainsKey("logger_name") ? Name("logger_name") : source.Logger,
    });

    /// <summary>Takes what a line has; false when it is no entry.</summary>
    /// <exception cref="InvalidOperationException">A text has half of a surrogate pair.</exception>
    public bool Take(JsonElement line)
    {
        using var details = new Utf8JsonWriter(_details, Plain);
        details.WriteStartObject();
        foreach (var property in line.EnumerateObject())
        {
            if (TakeField(property))
            {
                continue;
            }

            if (IsDetails(property, line))
            {
                foreach (var detail in property.Value.EnumerateObject())
                {
                    detail.WriteTo(details);
                }
            }
            else
            {
                property.WriteTo(details);
            }
        }

        details.WriteEndObject();
        details.Flush();
        if (_details.WrittenCount <= 2)
        {
            _details.ResetWrittenCount();
        }

        return _message is not null && _details.WrittenCount <= limits.MaxDetailsBytes;
    }

    // An object by the name that the API gives it, unless its keys would meet others of the line.
    private static bool IsDetails(JsonProperty property, JsonElement line) =>
        property.Name == "details"
        && property.Value.ValueKind == JsonValueKind.Object
        && property.Value.EnumerateObject().All(detail => !line.TryGetProperty(detail.Name, out _));

    private bool TakeField(JsonProperty property)
    {
        var value = property.Value;
        switch (property.Name)
        {
            case "message" or "msg" or "@m" or "event" when _message is null && value.ValueKind == JsonValueKind.String:
                _message = value.GetString();
                return true;
            case "level" or "severity" or "lvl" or "levelname" or "@l" when _level is null && StructuredValues.TryLevel(value, out var level):
                _level = level;
                return true;
            case "timestamp" or "time" or "ts" or "@timestamp" or "@t" when _timestamp is null && StructuredValues.TryTime(value, out var micros):
                _timestamp = micros;
                return true;
            case "duration_ms" when value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var duration) && duration is >= 0 and < long.MaxValue:
                _duration = (long)duration;
                return true;
            case "exception" or "exc_info" or "stack" or "@x" when _exception.Length == 0 && value.ValueKind == JsonValueKind.String:
                _exception = StructuredValues.Exception(value.GetString()!, limits);
                return true;
            case "step" or "paper_id" or "error_code" or "trace_id" or "span_id":
                return TakeName(property.Name, value);
            case "logger_name" or "logger" or "name":
                return TakeName("logger_name", value);
            default:
                return false;
        }
    }

    private bool TakeName(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= limits.MaxNameCodePoints && _names.TryAdd(name, text);

    private byte[] Name(string name) => _names.TryGetValue(name, out var text) ? Utf8(text) : [];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD'));
}
