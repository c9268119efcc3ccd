using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>The names that jobs have.</summary>
internal static class JobNames
{
    /// <summary>Whether a job other than <paramref name="but"/> has this name; a deleted job's name is free.</summary>
    public static ValueTask<bool> IsTakenAsync(Pipeline pipeline, string name, JobId but, CancellationToken cancellationToken) => pipeline.AnyAsync(
        new Statement("SELECT 1 FROM jobs WHERE name = $1 AND job <> $2 AND deleted_at IS NULL").With(name).With(but.Number), cancellationToken);
}
