using System.Text.Json;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>The search for what a removal takes, and the lines that delete it.</summary>
internal static class RemovalSearch
{
    private const int MostIndices = 10_000;

    /// <summary>Writes the search: so many ids, or, with none, how many documents of each index.</summary>
    internal static void Write(Utf8JsonWriter json, CopyRemoval removal, int size)
    {
        json.WriteStartObject();
        json.WriteNumber("size", size);
        json.WriteBoolean("_source", false);
        json.WriteBoolean("track_total_hits", false);
        if (size == 0)
        {
            json.WriteStartObject("aggs");
            json.WriteStartObject("indices");
            json.WriteStartObject("terms");
            json.WriteString("field", "_index");
            json.WriteNumber("size", MostIndices);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject("query");
        json.WriteStartObject("bool");
        json.WriteStartArray("filter");
        json.Term(Fields.Job, removal.Job.Number);
        if (removal.BeforeMicros is { } before)
        {
            json.Range(Fields.TimestampMicros, ("lt", before));
            WriteBounds(json, removal);
        }

        json.WriteEndArray();
        if (removal is { BeforeMicros: not null, Spared.Count: > 0 })
        {
            WriteSpared(json, removal);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the line that deletes a document.</summary>
    internal static void WriteDelete(Utf8JsonWriter json, IdsReply.Hit hit)
    {
        json.WriteStartObject();
        json.WriteStartObject("delete");
        json.WriteString("_index", hit.Index);
        json.WriteString("_id", hit.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Only entries have a seq, only events a number.
    private static void WriteBounds(Utf8JsonWriter json, CopyRemoval removal)
    {
        json.BeginAny();
        json.Range(Fields.Seq, ("gt", removal.AfterSeq), ("lte", removal.ThroughSeq));
        json.Range(Fields.Event, ("lte", removal.ThroughEvent));
        json.EndAny();
    }

    private static void WriteSpared(Utf8JsonWriter json, CopyRemoval removal)
    {
        json.WriteStartObject("must_not");
        json.WriteStartObject("terms");
        json.WriteStartArray(Fields.Run);
        foreach (var run in removal.Spared)
        {
            json.WriteNumberValue(run.Number);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
