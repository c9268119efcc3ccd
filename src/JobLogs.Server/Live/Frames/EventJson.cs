using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Frames;

/// <summary>The data of <c>status</c> and <c>metric</c> messages.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A writer as all messages of a stream use it.</summary>
    public static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, Options);

    /// <summary>Writes the data of the event's message.</summary>
    public static void Write(IBufferWriter<byte> output, RunEvent happened)
    {
        using var json = Writer(output);
        json.WriteStartObject();
        switch (happened)
        {
            case StatusChanged status:
                json.WriteString("from_status"u8, status.From?.ToText());
                json.WriteString("to_status"u8, status.To.ToText());
                json.WriteString("reason"u8, status.Reason);
                WriteObject(json, "details"u8, status.Details);
                break;
            case MetricRecorded metric:
                json.WriteString("metric_name"u8, metric.Name);
                json.WriteNumber("metric_value"u8, metric.Value);
                json.WriteString("metric_type"u8, metric.Type);
                WriteObject(json, "labels"u8, metric.Labels);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        json.WritePropertyName(name);
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
    }
}
