using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Administration;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// Carries out removals: an index of which everything goes is dropped; elsewhere documents are found by <c>_search</c> and
/// deleted by <c>_bulk</c>, some thousands at a time, which every edition can do.
/// </summary>
internal sealed class Remover(SearchClient client, ElasticsearchOptions options, IndexName names, IndexKeeper keeper)
{
    private const int AtATime = 5000;
    private const string DeletePath = "_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by";

    /// <summary>See <see cref="ILogCopy.RemoveAsync"/>.</summary>
    internal async Task<long> RemoveAsync(CopyRemoval removal, CancellationToken cancellationToken)
    {
        // Only what was refreshed can be found.
        await keeper.RefreshAsync(cancellationToken);
        var removed = await DropEmptiedAsync(removal, cancellationToken);
        while (true)
        {
            var found = await FindAsync(removal, AtATime, cancellationToken);
            if (found.Hits?.Hits is not { Count: > 0 } hits)
            {
                return removed;
            }

            await DeleteAsync(hits, cancellationToken);
            await keeper.RefreshAsync(cancellationToken);
            removed += hits.Count;
        }
    }

    private async Task<long> DropEmptiedAsync(CopyRemoval removal, CancellationToken cancellationToken)
    {
        var counts = await FindAsync(removal, 0, cancellationToken);
        if (counts.Aggregations?.Indices?.Buckets is not { Count: > 0 } goes)
        {
            return 0;
        }

        var removed = 0L;
        var days = (await keeper.ListDaysAsync(cancellationToken)).ToDictionary(day => names.Of(day.Day), StringComparer.Ordinal);
        foreach (var index in goes)
        {
            if (days.TryGetValue(index.Key, out var day) && day.Documents == index.DocCount)
            {
                await keeper.DropDayAsync(day.Day, cancellationToken);
                removed += index.DocCount;
            }
        }

        return removed;
    }

    private async Task<IdsReply> FindAsync(CopyRemoval removal, int size, CancellationToken cancellationToken)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            RemovalSearch.Write(json, removal, size);
        }

        using var reply = await client.SendAsync(
            SearchRequest.Post($"{names.Pattern}/_search?allow_partial_search_results=false", body.Memory), options.WriteTimeout, cancellationToken);
        var found = reply.Read(SearchJson.Default.IdsReply);
        return found is { TimedOut: false, Shards.Failed: 0 }
            ? found
            : throw new SearchFaultException(NoAnswerReason.Partial, "The search for what to remove was answered in part.");
    }

    private async Task DeleteAsync(IReadOnlyList<IdsReply.Hit> hits, CancellationToken cancellationToken)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body, DocumentJson.Options))
        {
            foreach (var hit in hits)
            {
                RemovalSearch.WriteDelete(json, hit);
                json.Flush();
                json.Reset();
                body.GetSpan(1)[0] = (byte)'\n';
                body.Advance(1);
            }
        }

        using var reply = await client.SendAsync(
            SearchRequest.Post(DeletePath, body.Memory) with { Lines = true }, options.WriteTimeout, cancellationToken);
        var outcome = reply.Read(SearchJson.Default.BulkReply);
        if (outcome.Errors is not false)
        {
            var first = outcome.Items?.Select(item => item.Delete).FirstOrDefault(one => one is { Status: not (200 or 404) });
            var (type, reason) = ServerError.Describe(first?.Error);
            throw new SearchFaultException(NoAnswerReason.Refused, $"Documents could not be deleted: {first?.Status} {type}: {reason}");
        }
    }
}
