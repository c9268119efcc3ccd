using System.Text.Json;

namespace JobLogs.Server.Shippers.Records;

/// <summary>Looks fields up in a record that is a JSON object, where <c>log.level</c> may stand as such or as <c>level</c> in <c>log</c>.</summary>
internal static class JsonRecord
{
    /// <summary>The field; false when it is absent or null.</summary>
    public static bool TryFind(this JsonElement record, string path, out JsonElement value)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            value = default;
            return false;
        }

        if (record.TryGetProperty(path, out value))
        {
            return value.ValueKind != JsonValueKind.Null;
        }

        for (var dot = path.IndexOf('.'); dot > 0; dot = path.IndexOf('.', dot + 1))
        {
            if (record.TryGetProperty(path[..dot], out var inner) && inner.TryFind(path[(dot + 1)..], out value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field as text: a string as it is, anything else as its JSON; null when it is absent, null or empty.</summary>
    public static string? Text(this JsonElement record, string path) =>
        record.TryFind(path, out var value) ? Text(value) : null;

    /// <summary>The first of these fields that is there, as text.</summary>
    public static string? Text(this JsonElement record, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (record.Text(path) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The field as a whole number; null when it is none.</summary>
    public static long? Integer(this JsonElement record, string path) =>
        !record.TryFind(path, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) < 1e15 ? (long)Math.Round(number)
        : value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out var whole) ? whole
        : null;

    /// <summary>A value as text.</summary>
    public static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => value.GetRawText(),
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
