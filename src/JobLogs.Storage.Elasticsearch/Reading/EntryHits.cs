using System.Text.Json;
using JobLogs.Storage.Elasticsearch.Administration;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>
/// Reads the entries of a search's answer into a batch. Hot: texts go from the answer's bytes to the batch's, by way of
/// <paramref name="scratch"/> where they are escaped.
/// </summary>
/// <param name="scratch">At least as long as the answer.</param>
internal sealed class EntryHits(EntryBatch entries, byte[] scratch)
{
    private int _used;

    /// <summary>Matches in all, when it was asked for.</summary>
    internal long? Total { get; private set; }

    /// <summary>Whether the search was stopped early.</summary>
    internal bool TimedOut { get; private set; }

    /// <summary>The shards that were asked; one that failed when the answer doesn't say.</summary>
    internal ShardCounts Shards { get; private set; } = new(1, 1);

    /// <summary>The status, where an answer holds several searches.</summary>
    internal int Status { get; private set; } = 200;

    /// <summary>Reads the answer whose object has just begun.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal void Read(ref Utf8JsonReader reader)
    {
        while (NextMember(ref reader))
        {
            if (Takes(ref reader, "timed_out"u8))
            {
                TimedOut = reader.GetBoolean();
            }
            else if (Takes(ref reader, "_shards"u8))
            {
                ReadShards(ref reader);
            }
            else if (Takes(ref reader, "hits"u8))
            {
                ReadHits(ref reader);
            }
            else if (Takes(ref reader, "status"u8))
            {
                Status = reader.GetInt32();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadShards(ref Utf8JsonReader reader)
    {
        while (NextMember(ref reader))
        {
            if (Takes(ref reader, "failed"u8))
            {
                Shards = Shards with { Failed = reader.GetInt32() };
            }
            else if (Takes(ref reader, "total"u8))
            {
                Shards = Shards with { Total = reader.GetInt32() };
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadHits(ref Utf8JsonReader reader)
    {
        while (NextMember(ref reader))
        {
            if (Takes(ref reader, "total"u8))
            {
                ReadTotal(ref reader);
            }
            else if (Takes(ref reader, "hits"u8))
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadHit(ref reader);
                }
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadTotal(ref Utf8JsonReader reader)
    {
        while (NextMember(ref reader))
        {
            if (Takes(ref reader, "value"u8))
            {
                Total = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadHit(ref Utf8JsonReader reader)
    {
        _used = 0;
        while (NextMember(ref reader))
        {
            if (Takes(ref reader, "_source"u8))
            {
                var entry = new EntryView { DurationMs = -1 };
                EntrySource.Read(ref reader, ref entry, this);
                entries.Add(entry);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Goes on to the next member's name; false at the end of the object.</summary>
    internal static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the member has this name; then the reader stands at its value.</summary>
    internal static bool Takes(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    /// <summary>The text at the reader, valid until the next hit.</summary>
    internal ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var text = scratch.AsSpan(_used, reader.CopyString(scratch.AsSpan(_used)));
        _used += text.Length;
        return text;
    }
}
