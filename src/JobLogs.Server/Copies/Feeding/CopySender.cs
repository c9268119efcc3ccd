using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>Sends a batch to the copy until each of its items was accepted or refused for what it is.</summary>
internal sealed partial class CopySender(
    ILogCopy copy, CopyLease lease, CopyBackoff backoff, CopyMetrics metrics, TimeProvider time, ILogger<CopySender> logger)
{
    /// <summary>Sends it; what the copy is too busy for is sent again after a while, for as long as that takes.</summary>
    /// <param name="batch">The batch, which stays the caller's.</param>
    /// <param name="refused">Gets what was refused.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async ValueTask SendAsync(CopyBatch batch, List<RefusedItem> refused, CancellationToken cancellationToken)
    {
        var rest = batch;
        try
        {
            for (var failures = 1; ; failures++)
            {
                await lease.KeepAsync(cancellationToken);
                var written = await copy.WriteAsync(rest, cancellationToken);
                metrics.Written(written);
                Note(rest, written.Refused, refused);
                if (written.Again.Count == 0)
                {
                    return;
                }

                Log.Busy(logger, written.Again.Count, written.AgainBecause);
                failures = written.Again.Count < rest.Entries.Count + rest.Events.Count ? 1 : failures;
                Replace(ref rest, rest.Only(written.Again), batch);
                await Task.Delay(backoff.After(failures), time, cancellationToken);
            }
        }
        finally
        {
            Replace(ref rest, batch, batch);
        }
    }

    private static void Replace(ref CopyBatch rest, CopyBatch next, CopyBatch callers)
    {
        if (rest != callers)
        {
            rest.Dispose();
        }

        rest = next;
    }

    private void Note(CopyBatch batch, IReadOnlyList<CopyRefusal> refusals, List<RefusedItem> refused)
    {
        if (refusals.Count == 0)
        {
            return;
        }

        var reasons = refusals.ToDictionary(refusal => refusal.Item, refusal => $"{refusal.Code}: {refusal.Reason}");
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var entry = batch.Entries[i];
            if (reasons.TryGetValue(CopyItem.Entry(entry.Job, entry.Seq), out var reason))
            {
                refused.Add(new RefusedItem(CopyItem.Entry(entry.Job, entry.Seq), entry.Run, entry.Commit, reason));
            }
        }

        foreach (var happened in batch.Events)
        {
            if (reasons.TryGetValue(CopyItem.Happened(happened.Job, happened.Event), out var reason))
            {
                refused.Add(new RefusedItem(CopyItem.Happened(happened.Job, happened.Event), happened.Run!.Value, happened.Commit, reason));
            }
        }

        Log.Refused(logger, refusals.Count, refusals[0].Code, refusals[0].Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The copy was too busy for {Count} items, which are sent again: {Reason}")]
        public static partial void Busy(ILogger logger, int count, string? reason);

        [LoggerMessage(LogLevel.Error, "The copy refused {Count} items, which become dead letters; the first as {Code}: {Reason}")]
        public static partial void Refused(ILogger logger, int count, string code, string reason);
    }
}
