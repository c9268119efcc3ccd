using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies.Feeding;

/// <summary>Cuts a page into what one request takes: a commit may be larger than that.</summary>
internal static class CopySlices
{
    /// <summary>The entries, status changes and metrics of the page, in their order. The caller disposes each slice.</summary>
    public static IEnumerable<CopyBatch> Of(CommitPage page, int maxItems, int maxBytes)
    {
        RunEvent[] events = [.. page.Events.Where(happened => happened is StatusChanged or MetricRecorded)];
        if (page.Entries.Count + events.Length <= maxItems && page.Entries.TextLength <= maxBytes)
        {
            if (page.Entries.Count + events.Length > 0)
            {
                yield return new CopyBatch(page.Commits, page.Entries, events);
            }

            yield break;
        }

        for (var next = 0; next < page.Entries.Count;)
        {
            yield return new CopyBatch(page.Commits, Take(page.Entries, ref next, maxItems, maxBytes), []);
        }

        foreach (var some in events.Chunk(maxItems))
        {
            yield return new CopyBatch(page.Commits, new EntryBatch(), some);
        }
    }

    private static EntryBatch Take(EntryBatch from, ref int next, int maxItems, int maxBytes)
    {
        var taken = new EntryBatch(Math.Min(maxItems, from.Count - next));
        do
        {
            taken.Add(from[next++]);
        }
        while (next < from.Count && taken.Count < maxItems && taken.TextLength < maxBytes);
        return taken;
    }
}
