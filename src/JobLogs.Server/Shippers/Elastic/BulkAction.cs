using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Elastic;

/// <summary>Reads the line that comes before a document.</summary>
internal static class BulkAction
{
    // Zeros stand for digits, the rest for -, . or _.
    private const string Day = "-0000-00-00";

    /// <summary>The action; null when the line is none.</summary>
    /// <param name="index">The index of the request's path, for actions that name none.</param>
    public static BulkItem? Parse(ReadOnlyMemory<byte> line, string? index)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (var action in document.RootElement.EnumerateObject())
            {
                return action.Name is "create" or "index" or "update" or "delete"
                    ? new BulkItem(
                        action.Name,
                        action.Value.Text("_index") ?? index ?? "",
                        action.Value.Text("_id") ?? Guid.NewGuid().ToString("N")[..20])
                    : null;
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The job that an index stands for: its name without the day that shippers put at its end.</summary>
    public static string? JobOf(string index)
    {
        var ending = index.Length - Day.Length;
        return index.Length == 0 ? null : ending > 0 && EndsWithDay(index.AsSpan(ending)) ? index[..ending] : index;
    }

    private static bool EndsWithDay(ReadOnlySpan<char> ending)
    {
        for (var at = 0; at < Day.Length; at++)
        {
            if (Day[at] == '0' ? !char.IsAsciiDigit(ending[at]) : ending[at] is not ('-' or '.' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
