using System.Text.Json;
using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers.Elastic;

/// <summary>A document as an entry.</summary>
internal sealed class ElasticEntry(JsonElement document) : ShippedEntry
{
    private bool _isLevelKnown;

    /// <inheritdoc />
    protected override bool HasDetails => true;

    /// <summary>From a document.</summary>
    public static ElasticEntry Of(JsonElement document)
    {
        var entry = new ElasticEntry(document);
        entry._isLevelKnown = LoggerFields.Take(document, entry);
        return entry;
    }

    /// <inheritdoc />
    protected override void WriteDetails(Utf8JsonWriter json)
    {
        foreach (var property in document.EnumerateObject())
        {
            if (!LoggerFields.IsTold(property.Name, document, _isLevelKnown))
            {
                property.WriteTo(json);
            }
        }
    }
}
