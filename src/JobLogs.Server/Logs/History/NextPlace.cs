using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.History;

/// <summary>Where a reader goes on after a page.</summary>
internal static class NextPlace
{
    /// <summary>
    /// The last entry's place; for an empty page the cursor that was given. A page that is empty without any cursor:
    /// oldest first, the log's end, so that <c>after</c> it stands exactly what is written from now on; newest first, the end
    /// too (nothing that matches stands before it), or, when matches were skipped, the log's start.
    /// </summary>
    /// <param name="end">Without a cursor: the log's end, taken before the page was read.</param>
    /// <returns>Null when nothing was written yet, and for a page by timestamp, which no place can be part of.</returns>
    public static Place? Of(LogQuery asked, EntryBatch entries, in Place end)
    {
        if (asked.ByTimestamp)
        {
            return null;
        }

        if (entries.Count > 0)
        {
            return Places.OfLast(entries);
        }

        var given = asked.Descending ? asked.Before ?? asked.After : asked.After ?? asked.Before;
        if (given is not null)
        {
            return given;
        }

        var start = Places.StartOf(asked.Scope);
        if (asked.Scope.Compare(end, start) <= 0)
        {
            return null;
        }

        return asked.Descending && asked.Skip > 0 ? start : end;
    }
}
