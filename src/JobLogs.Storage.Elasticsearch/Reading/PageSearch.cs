using System.Buffers;
using System.Text;
using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>
/// Reads a page. Where a cursor narrows the page but not the total, both are asked for in one request of two searches; the
/// commit that bounds them makes them one moment.
/// </summary>
internal sealed class PageSearch(Searcher searcher, LogQuery query, long through)
{
    /// <summary>Hits that a server lets be passed over and returned in all (<c>index.max_result_window</c>).</summary>
    internal const int Window = 10_000;

    private bool HasCursor => query.After is not null || query.Before is not null;

    /// <summary>The page.</summary>
    internal async Task<EntryPage> ReadAsync(CancellationToken cancellationToken)
    {
        // One more than the page takes tells whether more follow.
        if (query.Skip > Window - query.Limit - 1)
        {
            throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"Pages reach to hit {Window}, and {query.Skip} + {query.Limit} are past it.");
        }

        using var body = new PooledBuffer();
        if (query.Count && HasCursor)
        {
            WriteLine(body, json => Write(json, counts: false, query.Limit + 1, window: true));
            WriteLine(body, json => Write(json, counts: true, 0, window: false));
            using var replies = await searcher.SearchManyAsync(body.Memory, cancellationToken);
            return Page(replies, several: true);
        }

        using (var json = new Utf8JsonWriter(body))
        {
            Write(json, query.Count, query.Limit + 1, window: true);
        }

        using var reply = await searcher.SearchAsync(body.Memory, cancellationToken);
        return Page(reply, several: false);
    }

    private void WriteLine(PooledBuffer body, Action<Utf8JsonWriter> write)
    {
        body.Advance(Encoding.UTF8.GetBytes(searcher.Header, body.GetSpan(searcher.Header.Length)));
        using (var json = new Utf8JsonWriter(body))
        {
            write(json);
        }

        body.GetSpan(1)[0] = (byte)'\n';
        body.Advance(1);
    }

    private void Write(Utf8JsonWriter json, bool counts, int size, bool window)
    {
        json.WriteStartObject();
        json.WriteNumber("size", size);
        json.WriteBoolean("track_total_hits", counts);
        json.WriteString("timeout", searcher.Timeout);
        if (size > 0)
        {
            json.WriteNumber("from", query.Skip);
            json.WriteStartObject("_source");
            json.WriteStartArray("excludes");
            foreach (var field in EntrySource.NotRead)
            {
                json.WriteStringValue(field);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            PlaceJson.WriteSort(json, query);
        }

        json.WriteStartObject("query");
        json.WriteStartObject("bool");
        json.WriteStartArray("filter");
        FilterJson.Write(json, query.Scope, query.Filter, through);
        if (window)
        {
            PlaceJson.WriteWindow(json, query);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private EntryPage Page(SearchReply reply, bool several)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(reply.Body.Length);
        var entries = new EntryBatch(Math.Min(query.Limit, 1000));
        try
        {
            return Page(reply, several, entries, scratch);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            entries.Dispose();
            throw reply.Unreadable(exception);
        }
        catch
        {
            entries.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private EntryPage Page(SearchReply reply, bool several, EntryBatch entries, byte[] scratch)
    {
        var reader = new Utf8JsonReader(reply.Body);
        reader.Read();
        var total = several ? ReadSeveral(ref reader, entries, scratch) : ReadOne(ref reader, entries, scratch);
        var hasMore = entries.Count > query.Limit;
        if (hasMore)
        {
            entries.RemoveLast();
        }

        return new EntryPage(entries, query.Count ? total ?? throw new JsonException("The answer has no total.") : null, hasMore);
    }

    private static long? ReadSeveral(ref Utf8JsonReader reader, EntryBatch entries, byte[] scratch)
    {
        long? total = null;
        while (EntryHits.NextMember(ref reader))
        {
            if (!EntryHits.Takes(ref reader, "responses"u8))
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                total = ReadOne(ref reader, entries, scratch) ?? total;
            }
        }

        return total;
    }

    private static long? ReadOne(ref Utf8JsonReader reader, EntryBatch entries, byte[] scratch)
    {
        var hits = new EntryHits(entries, scratch);
        hits.Read(ref reader);
        if (hits.Status != 200)
        {
            throw new SearchFaultException(NoAnswerReason.Refused, $"A search of two was answered {hits.Status}.");
        }

        Searcher.EnsureWhole(hits.TimedOut, hits.Shards);
        return hits.Total;
    }
}
