using System.Text.Json;

namespace JobLogs.Server.Shippers.Records;

/// <summary>What was thrown, as an entry has it.</summary>
internal sealed record ShippedException(string? Type, string? Message, string? StackTrace)
{
    /// <summary>From its parts; null when there is none of them.</summary>
    public static ShippedException? Of(string? type, string? message, string? stackTrace) =>
        string.IsNullOrEmpty(type) && string.IsNullOrEmpty(message) && string.IsNullOrEmpty(stackTrace)
            ? null
            : new ShippedException(type, message, stackTrace);

    /// <summary>From the text that runtimes print: <c>Type: message</c> in the first line, the stack from there on.</summary>
    public static ShippedException? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var lineEnd = text.AsSpan().IndexOfAny('\r', '\n');
        var first = lineEnd < 0 ? text : text[..lineEnd];
        var colon = first.IndexOf(": ", StringComparison.Ordinal);
        var isNamed = colon > 0 && !first.AsSpan(0, colon).Contains(' ');
        return isNamed
            ? new ShippedException(first[..colon], first[(colon + 2)..], lineEnd < 0 ? null : text)
            : new ShippedException(null, first, lineEnd < 0 ? null : text);
    }

    /// <summary>Writes the entry's property.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("exception"u8);
        json.WriteString("type"u8, Type);
        json.WriteString("message"u8, Message);
        json.WriteString("stack_trace"u8, StackTrace);
        json.WriteEndObject();
    }
}
