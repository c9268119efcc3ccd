using System.Text;
using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>Writes single conditions of a <c>bool</c> query, each an element of the array that is open.</summary>
internal static class Conditions
{
    internal static void Term(this Utf8JsonWriter json, string field, long value)
    {
        json.Open("term");
        json.WriteNumber(field, value);
        json.Close();
    }

    internal static void Term(this Utf8JsonWriter json, string field, string value)
    {
        json.Open("term");

        // By way of UTF-8, so that an unpaired surrogate becomes U+FFFD as it does in entries.
        json.WriteString(field, Encoding.UTF8.GetBytes(value));
        json.Close();
    }

    internal static void Terms(this Utf8JsonWriter json, string field, IEnumerable<string> values)
    {
        json.Open("terms");
        json.WriteStartArray(field);
        foreach (var value in values)
        {
            json.WriteStringValue(Encoding.UTF8.GetBytes(value));
        }

        json.WriteEndArray();
        json.Close();
    }

    /// <summary>A bound is <c>gt</c>, <c>gte</c>, <c>lt</c> or <c>lte</c>.</summary>
    internal static void Range(this Utf8JsonWriter json, string field, params ReadOnlySpan<(string Bound, long Value)> bounds)
    {
        json.Open("range");
        json.WriteStartObject(field);
        foreach (var (bound, value) in bounds)
        {
            json.WriteNumber(bound, value);
        }

        json.WriteEndObject();
        json.Close();
    }

    /// <summary>The field has no value.</summary>
    internal static void Missing(this Utf8JsonWriter json, string field)
    {
        json.Open("bool");
        json.WriteStartObject("must_not");
        json.WriteStartObject("exists");
        json.WriteString("field", field);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Close();
    }

    internal static void Nothing(this Utf8JsonWriter json)
    {
        json.Open("match_none");
        json.Close();
    }

    /// <summary>At least one of the conditions up to <see cref="EndAny"/>.</summary>
    internal static void BeginAny(this Utf8JsonWriter json) => json.BeginBool("should");

    internal static void EndAny(this Utf8JsonWriter json) => json.EndBool();

    /// <summary>All of the conditions up to <see cref="EndAll"/>.</summary>
    internal static void BeginAll(this Utf8JsonWriter json) => json.BeginBool("filter");

    internal static void EndAll(this Utf8JsonWriter json) => json.EndBool();

    internal static void Open(this Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject();
        json.WriteStartObject(kind);
    }

    internal static void Close(this Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginBool(this Utf8JsonWriter json, string kind)
    {
        json.Open("bool");
        json.WriteStartArray(kind);
    }

    private static void EndBool(this Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.Close();
    }
}
