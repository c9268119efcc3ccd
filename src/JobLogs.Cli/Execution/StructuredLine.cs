using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Client.Logging;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Cli.Execution;

/// <summary>A line that is a JSON object with a message, in the keys of the usual loggers. What no field of an entry takes is kept in its details.</summary>
internal sealed class StructuredLine
{
    private const int MaxName = 255;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 60 };
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _details = new(256);
    private string? _message;
    private JobLogLevel? _level;
    private long? _timestamp;
    private long _duration = -1;
    private byte[] _exception = [];

    private StructuredLine()
    {
    }

    /// <summary>Reads a line; false when it has no message, or more than an entry takes: then it is a line like any other.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out StructuredLine structured)
    {
        structured = new StructuredLine();
        try
        {
            var json = JsonElement.Parse(line, Strict);
            return structured.Take(json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes the entry.</summary>
    /// <param name="sink">Receives it.</param>
    /// <param name="logger">The logger's name where the line has none.</param>
    /// <param name="level">The level where the line has none.</param>
    public void Write(IEntrySink sink, ReadOnlySpan<byte> logger, JobLogLevel level) => sink.Write(new EntryFields
    {
        Message = Encoding.UTF8.GetBytes(_message!),
        Level = _level ?? level,
        HasTimestamp = true,
        TimestampMicros = _timestamp ?? Timestamps.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        Details = _details.WrittenSpan,
        DurationMs = _duration,
        Exception = _exception,
        Step = Name("step"),
        PaperId = Name("paper_id"),
        ErrorCode = Name("error_code"),
        TraceId = Name("trace_id"),
        SpanId = Name("span_id"),
        LoggerName = _names.ContainsKey("logger_name") ? Name("logger_name") : logger,
    });

    private bool Take(JsonElement line)
    {
        using var details = new Utf8JsonWriter(_details, Plain);
        details.WriteStartObject();
        foreach (var property in line.EnumerateObject())
        {
            if (!TakeField(property))
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

        return _message is not null && _details.WrittenCount <= EntryLimits.Default.MaxDetailsBytes;
    }

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
                _exception = StructuredValues.Exception(value.GetString()!);
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
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxName } text && _names.TryAdd(name, text);

    private byte[] Name(string name) => _names.TryGetValue(name, out var text) ? Encoding.UTF8.GetBytes(text) : [];
}
