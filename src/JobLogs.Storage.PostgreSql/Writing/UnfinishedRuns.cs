using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>The runs that are not over.</summary>
internal static class UnfinishedRuns
{
    /// <summary>Those of a job, oldest first.</summary>
    public static ValueTask<List<RunId>> OfAsync(Pipeline pipeline, JobId job, CancellationToken cancellationToken) => pipeline.ListAsync(
        new Statement("SELECT run FROM runs WHERE job = $1 AND finished_at IS NULL ORDER BY run").With(job.Number),
        static row => new RunId(row.GetInt64(0)),
        cancellationToken);
}
