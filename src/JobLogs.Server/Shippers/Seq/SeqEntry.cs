using System.Text.Json;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>An event of either form: its properties are the details, but for those that the entry's own fields tell.</summary>
/// <param name="properties">The object whose properties are the event's.</param>
internal abstract class SeqEntry(JsonElement properties) : ShippedEntry
{
    /// <inheritdoc />
    protected override bool HasDetails => properties.ValueKind == JsonValueKind.Object;

    /// <summary>Takes the properties that have a meaning here.</summary>
    protected void TakeProperties()
    {
        LoggerName = properties.Text("SourceContext");
        Step = properties.Text(TargetKeys.Step);
        DurationMs = properties.Integer(TargetKeys.DurationMs);
        PaperId = properties.Text(TargetKeys.PaperId);
        ErrorCode = properties.Text(TargetKeys.ErrorCode);
    }

    /// <summary>Whether the entry's own fields tell a property.</summary>
    protected virtual bool IsTold(string name) => name == "SourceContext" || JsonTargets.IsTold(name);

    /// <summary>Writes one property of the details.</summary>
    protected virtual void WriteProperty(Utf8JsonWriter json, JsonProperty property) => property.WriteTo(json);

    /// <inheritdoc />
    protected override void WriteDetails(Utf8JsonWriter json)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (!IsTold(property.Name))
            {
                WriteProperty(json, property);
            }
        }
    }
}
