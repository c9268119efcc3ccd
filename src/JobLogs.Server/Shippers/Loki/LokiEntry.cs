using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Loki;

/// <summary>
/// A line as an entry. A line that is a JSON object with a message is taken apart, as loggers that write JSON mean it; any other is the
/// message as it is. Labels and metadata stand in the details.
/// </summary>
internal sealed class LokiEntry : ShippedEntry
{
    private readonly LokiStream _stream;
    private readonly LokiStream _metadata;
    private readonly JsonElement _record;
    private readonly bool _isLevelKnown;

    /// <param name="record">The line as JSON; undefined when it is none.</param>
    public LokiEntry(LokiStream stream, LokiLine line, JsonElement record)
    {
        _stream = stream;
        _metadata = line.Metadata;
        _record = record.ValueKind == JsonValueKind.Object && LoggerFields.Message(record) is not null ? record : default;
        if (_record.ValueKind == JsonValueKind.Object)
        {
            _isLevelKnown = LoggerFields.Take(_record, this);
        }
        else
        {
            Message = line.Text;
        }

        Timestamp = null;
        TimestampMicros = null;
        TakeUnixNanoseconds(line.UnixNanoseconds);
        if (Said("level", "detected_level", "severity") is { } level && ShipperLevels.TryParse(level, out var known))
        {
            Level = known;
        }

        TraceId ??= Said("trace_id", "traceID");
        SpanId ??= Said("span_id", "spanID");
        Step ??= Said("joblogs_step");
    }

    /// <inheritdoc />
    protected override bool HasDetails => true;

    /// <inheritdoc />
    protected override void WriteDetails(Utf8JsonWriter json)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (_record.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in _record.EnumerateObject())
            {
                if (!LoggerFields.IsTold(property.Name, _record, _isLevelKnown) && written.Add(property.Name))
                {
                    property.WriteTo(json);
                }
            }
        }

        Write(json, _metadata, written);
        Write(json, _stream, written);
    }

    private static void Write(Utf8JsonWriter json, LokiStream labels, HashSet<string> written)
    {
        foreach (var (name, value) in labels.Labels)
        {
            if (written.Add(name))
            {
                json.WriteString(name, value);
            }
        }
    }

    private string? Said(params ReadOnlySpan<string> names) => _metadata.Find(names) ?? _stream.Find(names);
}
