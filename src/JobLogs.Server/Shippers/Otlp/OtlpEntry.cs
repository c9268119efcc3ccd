using System.Text.Json;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>A log record as an entry: its attributes are the details, the resource's stand beside them under <c>resource</c>.</summary>
internal sealed class OtlpEntry : ShippedEntry
{
    private const string ResourceKey = "resource";

    private readonly OtlpRecord _record;
    private readonly IReadOnlyList<OtlpAttribute> _resource;

    public OtlpEntry(OtlpRecord record, IReadOnlyList<OtlpAttribute> resource, string scope)
    {
        _record = record;
        _resource = resource;
        var attributes = record.Attributes;
        TakeUnixNanoseconds(record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano);
        Level = OtlpSeverity.Level(record.SeverityNumber, record.SeverityText);
        Message = record.Body.ToText() ?? record.EventName;
        Step = attributes.Text(TargetKeys.Step);
        DurationMs = attributes.Find(TargetKeys.DurationMs)?.ToInteger();
        PaperId = attributes.Text(TargetKeys.PaperId);
        ErrorCode = attributes.Text(TargetKeys.ErrorCode);
        LoggerName = scope;
        TraceId = record.TraceId;
        SpanId = record.SpanId;
        Exception = ShippedException.Of(
            attributes.Text("exception.type"), attributes.Text("exception.message"), attributes.Text("exception.stacktrace"));
    }

    /// <inheritdoc />
    protected override bool HasDetails => true;

    /// <inheritdoc />
    protected override void WriteDetails(Utf8JsonWriter json)
    {
        OtlpAttributes.Write(json, _record.Attributes, IsTold);
        if (_record.EventName.Length > 0 && _record.Attributes.Find("event.name") is null)
        {
            json.WriteString("event.name"u8, _record.EventName);
        }

        if (_record.DroppedAttributesCount > 0)
        {
            json.WriteNumber("otel.dropped_attributes_count"u8, _record.DroppedAttributesCount);
        }

        if (_resource.Count > 0)
        {
            json.WriteStartObject(_record.Attributes.Find(ResourceKey) is null ? ResourceKey : "otel.resource");
            OtlpAttributes.Write(json, _resource);
            json.WriteEndObject();
        }
    }

    private static bool IsTold(string key) => key is
        TargetKeys.Step or TargetKeys.DurationMs or TargetKeys.PaperId or TargetKeys.ErrorCode
        or TargetKeys.Run or TargetKeys.Job or TargetKeys.Key
        or "exception.type" or "exception.message" or "exception.stacktrace";
}
