using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>Writes aggregations, each a member of the <c>aggs</c> that is open.</summary>
internal static class AggregationJson
{
    /// <summary>Values told at most; with more there is no answer.</summary>
    internal const int MostValues = 5000;

    private const int Levels = 5;

    /// <summary>Counts by level, as <c>levels</c>.</summary>
    internal static void WriteLevels(Utf8JsonWriter json) => WriteTerms(json, "levels", Fields.Level, Levels);

    /// <summary>Counts by value.</summary>
    internal static void WriteTerms(Utf8JsonWriter json, string name, string field, int size, Action<Utf8JsonWriter>? inner = null)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("terms");
        json.WriteString("field", field);
        json.WriteNumber("size", size);
        json.WriteEndObject();
        WriteInner(json, inner);
        json.WriteEndObject();
    }

    /// <summary>Counts by time, in buckets that hold something.</summary>
    internal static void WriteHistogram(Utf8JsonWriter json, string name, long width, long offset, Action<Utf8JsonWriter> inner)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("histogram");
        json.WriteString("field", Fields.TimestampMicros);
        json.WriteNumber("interval", width);
        json.WriteNumber("offset", offset);
        json.WriteNumber("min_doc_count", 1);
        json.WriteEndObject();
        WriteInner(json, inner);
        json.WriteEndObject();
    }

    /// <summary>A single value of a field: <c>min</c> or <c>max</c>.</summary>
    internal static void WriteValue(Utf8JsonWriter json, string name, string kind, string field)
    {
        json.WriteStartObject(name);
        json.WriteStartObject(kind);
        json.WriteString("field", field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Groups by several fields, a page after <paramref name="after"/>, as <c>groups</c>.</summary>
    /// <param name="fields">Name in the key, and field; a group may have none of the fields that may be missing.</param>
    internal static void WriteGroups(
        Utf8JsonWriter json, ReadOnlySpan<(string Name, string Field, bool MayMiss)> fields, int size, Action<Utf8JsonWriter>? after, Action<Utf8JsonWriter> inner)
    {
        json.WriteStartObject("groups");
        json.WriteStartObject("composite");
        json.WriteNumber("size", size);
        json.WriteStartArray("sources");
        foreach (var (name, field, mayMiss) in fields)
        {
            json.WriteStartObject();
            json.WriteStartObject(name);
            json.WriteStartObject("terms");
            json.WriteString("field", field);
            json.WriteBoolean("missing_bucket", mayMiss);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (after is not null)
        {
            json.WritePropertyName("after");
            after(json);
        }

        json.WriteEndObject();
        WriteInner(json, inner);
        json.WriteEndObject();
    }

    private static void WriteInner(Utf8JsonWriter json, Action<Utf8JsonWriter>? inner)
    {
        if (inner is not null)
        {
            json.WriteStartObject("aggs");
            inner(json);
            json.WriteEndObject();
        }
    }
}
