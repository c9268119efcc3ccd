using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>The names that jobs have.</summary>
internal static class JobNames
{
    /// <summary>Whether a job other than <paramref name="but"/> has this name; a deleted job's name is free.</summary>
    public static bool IsTaken(Connection connection, string name, JobId but = default)
    {
        var rows = connection
            .Prepare("SELECT 1 FROM jobs WHERE name = ? AND job <> ? AND deleted_at IS NULL")
            .Bind(1, name).Bind(2, but.Number);
        var taken = rows.Step();
        rows.Reset();
        return taken;
    }
}
