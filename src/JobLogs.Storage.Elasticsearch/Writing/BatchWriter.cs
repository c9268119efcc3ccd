using System.Net;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// Writes batches by <c>_bulk</c>, each in as many requests as its size demands, and sorts out what became of the items. For
/// one caller at a time.
/// </summary>
internal sealed class BatchWriter(SearchClient client, ElasticsearchOptions options, IndexName names, ICopyNames ids) : IDisposable
{
    // Nothing is asked about items that were accepted but their status.
    private const string Path = "_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by";

    private readonly BulkBody _body = new(ids);
    private int _bulkBytes = options.BulkBytes;

    /// <summary>See <see cref="ILogCopy.WriteAsync"/>.</summary>
    internal async Task<CopyWritten> WriteAsync(CopyBatch batch, CancellationToken cancellationToken)
    {
        var outcome = new BatchOutcome();
        var days = new CommitDays(batch.Commits, names);
        _body.Clear();
        for (var index = 0; index < batch.Entries.Count; index++)
        {
            Add(batch, index, days, outcome);
            await SendIfFullAsync(outcome, cancellationToken);
        }

        foreach (var happened in batch.Events.Where(EventDocument.Holds))
        {
            _body.Add(happened, days.IndexOf(happened.Commit));
            await SendIfFullAsync(outcome, cancellationToken);
        }

        await SendAsync(outcome, cancellationToken);
        return outcome.ToWritten();
    }

    /// <inheritdoc />
    public void Dispose() => _body.Dispose();

    private void Add(CopyBatch batch, int index, CommitDays days, BatchOutcome outcome)
    {
        var entry = batch.Entries[index];
        if (!_body.TryAdd(entry, days.IndexOf(entry.Commit)))
        {
            outcome.Refuse(CopyItem.Entry(entry.Job, entry.Seq), "not_utf8", "A text of the entry is no UTF-8.");
        }
    }

    private Task SendIfFullAsync(BatchOutcome outcome, CancellationToken cancellationToken) =>
        _body.Memory.Length >= _bulkBytes ? SendAsync(outcome, cancellationToken) : Task.CompletedTask;

    private async Task SendAsync(BatchOutcome outcome, CancellationToken cancellationToken)
    {
        if (_body.Items.Count == 0)
        {
            return;
        }

        using (var reply = await client.SendAsync(
            SearchRequest.Post(Path, _body.Memory) with { Lines = true }, options.WriteTimeout, cancellationToken))
        {
            if (reply.Status == HttpStatusCode.RequestEntityTooLarge)
            {
                TooLarge(outcome, reply);
            }
            else
            {
                outcome.Add(_body.Items, reply);
            }
        }

        _body.Clear();
    }

    // Something in between, such as a proxy, takes less than the server itself.
    private void TooLarge(BatchOutcome outcome, SearchReply reply)
    {
        if (_body.Items.Count == 1)
        {
            outcome.Refuse(_body.Items[0], "too_large", $"The document's {_body.Memory.Length} bytes are more than the server takes in a request.");
            return;
        }

        _bulkBytes = _body.Memory.Length / 2;
        throw reply.ToFault();
    }
}
