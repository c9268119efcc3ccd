using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Administration;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Sends searches, and takes only whole answers.</summary>
internal sealed class Searcher(SearchClient client, ElasticsearchOptions options, IndexName names)
{
    // An index that somebody closed makes a refusal, not a hole.
    private const string Whole = "allow_partial_search_results=false&expand_wildcards=open,closed";

    private readonly string _search = $"{names.Pattern}/_search?{Whole}";
    private readonly string _searches = "_msearch";

    /// <summary>Indices that a search of several asks, as its header line.</summary>
    internal string Header { get; } =
        $$"""{"index":"{{names.Pattern}}","allow_partial_search_results":false,"expand_wildcards":["open","closed"]}""" + "\n";

    /// <summary>What a search may take on the server; this side waits a little longer.</summary>
    internal string Timeout { get; } = $"{(long)(options.SearchTimeout.TotalMilliseconds * 0.9)}ms";

    /// <summary>Sends one search; the answer has the status 200.</summary>
    internal Task<SearchReply> SearchAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(SearchRequest.Post(_search, body), cancellationToken);

    /// <summary>Sends several searches, each with its <see cref="Header"/>.</summary>
    internal Task<SearchReply> SearchManyAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        SendAsync(SearchRequest.Post(_searches, lines) with { Lines = true }, cancellationToken);

    /// <summary>Counts over the entries that a filter matches.</summary>
    /// <param name="write">Writes the members of <c>aggs</c>.</param>
    internal Task<T> AggregateAsync<T>(
        LogScope scope, LogFilter filter, long through, Action<Utf8JsonWriter> write, JsonTypeInfo<SearchReplyOf<T>> type, CancellationToken cancellationToken)
        where T : class => AggregateAsync(json => FilterJson.Write(json, scope, filter, through), write, type, cancellationToken);

    /// <summary>Counts over the documents that meet some conditions.</summary>
    internal async Task<T> AggregateAsync<T>(
        Action<Utf8JsonWriter> conditions, Action<Utf8JsonWriter> write, JsonTypeInfo<SearchReplyOf<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("size", 0);
            json.WriteBoolean("track_total_hits", false);
            json.WriteString("timeout", Timeout);
            json.WriteStartObject("query");
            json.WriteStartObject("bool");
            json.WriteStartArray("filter");
            conditions(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("aggs");
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        using var reply = await SearchAsync(body.Memory, cancellationToken);
        var answer = reply.Read(type);
        EnsureWhole(answer.TimedOut, answer.Shards ?? throw reply.Unreadable(null));
        return answer.Aggregations ?? throw reply.Unreadable(null);
    }

    /// <exception cref="SearchFaultException">The answer is not whole.</exception>
    internal static void EnsureWhole(bool timedOut, ShardCounts shards)
    {
        if (timedOut)
        {
            throw new SearchFaultException(NoAnswerReason.TimedOut, "The search servers stopped a search that took too long.");
        }

        if (shards.Failed > 0)
        {
            throw new SearchFaultException(NoAnswerReason.Partial, $"{shards.Failed} shards failed to answer.");
        }

        // Finding nothing in no index says nothing: a server that came back empty answers so too.
        if (shards.Total == 0)
        {
            throw new SearchFaultException(NoAnswerReason.NoIndex, "There is no index to search.");
        }
    }

    private async Task<SearchReply> SendAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var reply = await client.SendAsync(request, options.SearchTimeout, cancellationToken);
        try
        {
            reply.EnsureSuccess();
            return reply;
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }
}
