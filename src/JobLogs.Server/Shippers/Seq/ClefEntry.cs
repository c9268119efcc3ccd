using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>An event of the compact form (CLEF): <c>@t @m @mt @l @x @i @r @tr @sp</c> and its properties. See https://clef-json.org/.</summary>
internal sealed class ClefEntry : SeqEntry
{
    private readonly bool _isLevelKnown;

    public ClefEntry(JsonElement record)
        : base(record)
    {
        _isLevelKnown = ShipperLevels.TryParse(record.Text("@l"), out var level);
        Timestamp = record.Text("@t");
        Level = level;
        Message = record.Text("@m") ?? Rendered(record);
        TraceId = record.Text("@tr");
        SpanId = record.Text("@sp");
        Exception = ShippedException.Parse(record.Text("@x"));
        TakeProperties();
    }

    /// <inheritdoc />
    protected override bool IsTold(string name) => name switch
    {
        "@t" or "@m" or "@x" or "@r" or "@tr" or "@sp" => true,
        "@l" => _isLevelKnown,
        _ => base.IsTold(name),
    };

    /// <inheritdoc />
    protected override void WriteProperty(Utf8JsonWriter json, JsonProperty property)
    {
        // A name that begins with @ is sent with two, so that it is no field of the form.
        if (property.Name.StartsWith("@@", StringComparison.Ordinal))
        {
            json.WritePropertyName(property.Name[1..]);
            property.Value.WriteTo(json);
        }
        else
        {
            base.WriteProperty(json, property);
        }
    }

    private static string Rendered(JsonElement record) => record.Text("@mt") is { } template
        ? MessageTemplate.Render(template, record, record.TryGetProperty("@r", out var renderings) ? renderings : null)
        : "";
}
