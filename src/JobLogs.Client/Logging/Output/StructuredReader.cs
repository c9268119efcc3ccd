using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging.Output;

/// <summary>Reads lines that are JSON objects with a message, in the keys of the usual loggers.</summary>
internal sealed class StructuredReader(EntryLimits limits)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 60 };

    /// <summary>Reads a line; false when it has no message, or more than an entry takes: then it is a line like any other.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out StructuredLine? structured)
    {
        structured = null;
        try
        {
            var read = new StructuredLine(limits);
            if (read.Take(JsonElement.Parse(line, Strict)))
            {
                structured = read;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or JSON with half of a surrogate pair, which is no text.
        }

        return structured is not null;
    }
}
