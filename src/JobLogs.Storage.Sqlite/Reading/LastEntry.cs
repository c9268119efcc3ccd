using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>Finds the place of the last entry over jobs: one look at the end of each.</summary>
internal sealed class LastEntry(Connection connection) : IEntryVisitor
{
    /// <summary>The last place that was seen; null before the first.</summary>
    internal Place? Place { get; private set; }

    /// <summary>Looks at the end of a job's log.</summary>
    internal void LookAt(JobExtent extent) => EntryRows.Visit(
        connection, EntryKey.Of(extent.Job, 1), EntryKey.Of(extent.Job, extent.LastSeq), descending: true, EntryFields.Commit, this);

    /// <inheritdoc />
    public bool Visit(in EntryView entry)
    {
        var place = new Place(entry.Commit, entry.Job, entry.Seq, 0);
        if (Place is not { } last || place.CompareInAll(last) > 0)
        {
            Place = place;
        }

        return false;
    }
}
