using System.Text.Json;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Writes the order of a page, and its cursors as conditions.</summary>
internal static class PlaceJson
{
    /// <summary>Adds what the cursors leave of the log to the conditions that are open.</summary>
    internal static void WriteWindow(Utf8JsonWriter json, LogQuery query)
    {
        if (query.After is { } after)
        {
            Write(json, query.Scope, "gt", after, "gt");
        }

        if (query.Before is { } before)
        {
            // An event stands after the entry that has its seq.
            Write(json, query.Scope, "lt", before, before.Event > 0 ? "lte" : "lt");
        }
    }

    /// <summary>Writes <c>sort</c>.</summary>
    internal static void WriteSort(Utf8JsonWriter json, LogQuery query)
    {
        json.WriteStartArray("sort");
        if (query.ByTimestamp)
        {
            WriteOrder(json, Fields.TimestampMicros, query.Descending);
        }

        if (query.Scope.Job is null)
        {
            WriteOrder(json, Fields.Commit, query.Descending);
            WriteOrder(json, Fields.Job, query.Descending);
        }

        WriteOrder(json, Fields.Seq, query.Descending);
        json.WriteEndArray();
    }

    // In a job by seq; over all jobs by commit, then job, then seq.
    private static void Write(Utf8JsonWriter json, LogScope scope, string side, in Place place, string seqSide)
    {
        if (scope.Job is not null)
        {
            json.Range(Fields.Seq, (seqSide, place.Seq));
            return;
        }

        json.BeginAny();
        json.Range(Fields.Commit, (side, place.Commit));
        json.BeginAll();
        json.Term(Fields.Commit, place.Commit);
        json.BeginAny();
        json.Range(Fields.Job, (side, place.Job.Number));
        json.BeginAll();
        json.Term(Fields.Job, place.Job.Number);
        json.Range(Fields.Seq, (seqSide, place.Seq));
        json.EndAll();
        json.EndAny();
        json.EndAll();
        json.EndAny();
    }

    private static void WriteOrder(Utf8JsonWriter json, string field, bool descending)
    {
        json.WriteStartObject();
        json.WriteString(field, descending ? "desc" : "asc");
        json.WriteEndObject();
    }
}
