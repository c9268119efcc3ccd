using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>The runs that are not over.</summary>
internal static class UnfinishedRuns
{
    /// <summary>Those of a job, oldest first.</summary>
    public static List<RunId> Of(Connection connection, JobId job)
    {
        var runs = new List<RunId>();
        var rows = connection.Prepare("SELECT run FROM runs WHERE job = ? AND finished_at IS NULL ORDER BY run").Bind(1, job.Number);
        while (rows.Step())
        {
            runs.Add(new RunId(rows.Long(0)));
        }

        return runs;
    }
}
