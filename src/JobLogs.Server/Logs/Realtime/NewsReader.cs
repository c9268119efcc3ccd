using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>Reads what a poller has not seen yet.</summary>
internal sealed class NewsReader(ILogStore store)
{
    /// <summary>The newest entries, oldest first.</summary>
    public async ValueTask<News> NewestAsync(RealtimeQuery asked, CancellationToken cancellationToken)
    {
        // Taken before the entries are read, so that nothing between the two is passed over.
        var end = await store.EndAsync(asked.Scope, cancellationToken);
        var page = await store.ReadAsync(
            new LogQuery { Scope = asked.Scope, Filter = asked.Filter, Limit = asked.Limit, Descending = true, Count = false }, cancellationToken);
        var entries = page.Entries;
        entries.Reverse();
        if (entries.Count > 0 && Places.OfLast(entries) is var last && asked.Scope.Compare(last, end) > 0)
        {
            end = last;
        }

        return new News(entries, entries.Count, end);
    }

    /// <summary>The first entries after a place.</summary>
    public async ValueTask<News> AfterAsync(RealtimeQuery asked, Place place, CancellationToken cancellationToken)
    {
        var entries = new EntryBatch();
        try
        {
            for (var ended = false; !ended && entries.Count <= asked.Limit;)
            {
                // One more than is shown tells whether there is more.
                var query = new FeedQuery
                {
                    Scope = asked.Scope,
                    Filter = asked.Filter,
                    StatusChanges = false,
                    Metrics = false,
                    After = place,
                    Limit = asked.Limit + 1 - entries.Count,
                };
                using var feed = await store.ReadFeedAsync(query, cancellationToken);
                Copy(feed.Entries, entries);
                (place, ended) = (feed.Through, feed.ReachedEnd);
            }
        }
        catch
        {
            entries.Dispose();
            throw;
        }

        var shown = Math.Min(entries.Count, asked.Limit);
        return new News(entries, shown, entries.Count > shown ? Places.Of(entries[shown - 1]) : place);
    }

    private static void Copy(EntryBatch from, EntryBatch to)
    {
        for (var index = 0; index < from.Count; index++)
        {
            to.Add(from[index]);
        }
    }
}
