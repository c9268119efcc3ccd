using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>Writes a status change or a metric as a document.</summary>
internal sealed class EventDocument(ICopyNames names)
{
    /// <summary>Whether the copy holds events like this one.</summary>
    internal static bool Holds(RunEvent happened) => happened is StatusChanged or MetricRecorded;

    /// <summary>The document's id.</summary>
    internal static string IdOf(RunEvent happened) => $"event_{happened.Event}";

    /// <summary>Writes the document.</summary>
    internal void Write(Utf8JsonWriter json, RunEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("@timestamp", TimestampTexts.Of(happened.TimestampMicros));
        json.WriteString("message", MessageOf(happened));
        json.WriteStartObject("event");
        json.WriteString("id", IdOf(happened));
        json.WriteString("dataset", happened is StatusChanged ? Datasets.Status : Datasets.Metric);
        json.WriteEndObject();
        json.WriteStartObject("joblogs");
        WriteOwn(json, happened);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteOwn(Utf8JsonWriter json, RunEvent happened)
    {
        Span<byte> id = stackalloc byte[ICopyNames.MaxLength];
        json.WriteNumber("event", happened.Event);
        json.WriteNumber("after_seq", happened.AfterSeq);
        json.WriteNumber("job", happened.Job.Number);
        json.WriteString("job_id"u8, id[..names.WriteJob(happened.Job, id)]);
        if (happened.Run is { } run)
        {
            json.WriteNumber("run", run.Number);
            json.WriteString("job_run_id"u8, id[..names.WriteRun(run, id)]);
        }

        json.WriteNumber("commit", happened.Commit);
        json.WriteNumber("timestamp_us", happened.TimestampMicros);
        switch (happened)
        {
            case StatusChanged change:
                WriteChange(json, change);
                break;
            case MetricRecorded metric:
                WriteMetric(json, metric);
                break;
        }
    }

    private static void WriteChange(Utf8JsonWriter json, StatusChanged change)
    {
        WriteText(json, "from_status", change.From?.ToText());
        json.WriteString("to_status", change.To.ToText());
        WriteText(json, "reason", change.Reason);
        WriteText(json, "details", change.Details);
        json.WriteNumber("attempt", change.Attempt);
    }

    private static void WriteMetric(Utf8JsonWriter json, MetricRecorded metric)
    {
        json.WriteStartObject("metric");
        json.WriteString("name", metric.Name);
        json.WriteString("type", metric.Type);
        json.WriteNumber("value", metric.Value);
        WriteText(json, "labels", metric.Labels);
        json.WriteEndObject();
    }

    private static string MessageOf(RunEvent happened) => happened switch
    {
        StatusChanged { From: { } from } change => $"{from.ToText()} → {change.To.ToText()}",
        StatusChanged change => change.To.ToText(),
        MetricRecorded metric => $"{metric.Name} = {metric.Value}",
        _ => "",
    };

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
