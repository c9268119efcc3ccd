using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>An event of the older form: <c>Timestamp Level MessageTemplate Exception Properties Renderings</c>, as Node's clients send it.</summary>
internal sealed class RawEventEntry : SeqEntry
{
    private readonly string? _template;
    private readonly string? _unknownLevel;

    public RawEventEntry(JsonElement record, JsonElement properties)
        : base(properties)
    {
        var template = record.Text("MessageTemplate") ?? "";
        Message = record.Text("RenderedMessage")
            ?? MessageTemplate.Render(template, properties, record.TryGetProperty("Renderings", out var renderings) ? renderings : null);
        _template = Message == template ? null : template;
        _unknownLevel = ShipperLevels.TryParse(record.Text("Level"), out var level) ? null : record.Text("Level");
        Level = level;
        Timestamp = record.Text("Timestamp");
        TraceId = record.Text("TraceId");
        SpanId = record.Text("SpanId");
        Exception = ShippedException.Parse(record.Text("Exception"));
        TakeProperties();
    }

    /// <inheritdoc />
    protected override bool HasDetails => base.HasDetails || _template is not null || _unknownLevel is not null;

    /// <inheritdoc />
    protected override void WriteDetails(Utf8JsonWriter json)
    {
        // Under the names that the compact form has for them.
        if (_template is not null)
        {
            json.WriteString("@mt"u8, _template);
        }

        if (_unknownLevel is not null)
        {
            json.WriteString("@l"u8, _unknownLevel);
        }

        if (base.HasDetails)
        {
            base.WriteDetails(json);
        }
    }
}
