using JobLogs.Storage.Blocks;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>Where runs lie in their jobs' logs.</summary>
internal static class RunExtents
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    internal const string Select =
        "SELECT run, job, first_seq, last_seq, debug + info + warning + error + critical, removed_through_seq FROM runs";

    /// <summary>The extent in the current row.</summary>
    internal static RunExtent Read(Statement row) => new(
        new RunId(row.Long(0)), new JobId(row.Int(1)), new SeqRange(row.Long(2), row.Long(3)), row.Long(4), row.Long(5));

    /// <summary>The runs of a job that are not over: clean-up leaves them alone.</summary>
    internal static List<RunExtent> Unfinished(Connection connection, JobId job)
    {
        var extents = new List<RunExtent>();
        var rows = connection.Prepare($"{Select} WHERE job = ? AND finished_at IS NULL").Bind(1, (long)job.Number);
        while (rows.Step())
        {
            extents.Add(Read(rows));
        }

        return extents;
    }
}
