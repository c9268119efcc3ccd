using System.Text.Json;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Commands.Keys;

/// <summary>Writes keys as the server tells of them.</summary>
internal static class KeyPrinter
{
    private static readonly string[] Columns = ["id", "name", "role", "prefix", "status", "created_at", "expires_at", "last_used_at"];

    /// <summary>Writes a list.</summary>
    public static void Write(JsonElement list, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Json.Write(list, JsonTypes.Wire.JsonElement);
            return;
        }

        var table = new Table(Columns);
        foreach (var key in list.GetProperty("keys").EnumerateArray())
        {
            table.Add([.. Columns.Select(column => Text(key, column))]);
        }

        table.Write(format);
    }

    /// <summary>A field as text.</summary>
    public static string Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "-";
}
