using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Runs;

/// <summary>How steps lie in their table.</summary>
internal static class StepRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT id, parent_id, name, status, attempt, started_at, finished_at FROM steps ";

    /// <summary>The step in the current row.</summary>
    public static RunStep Read(Statement row) => new()
    {
        Id = row.Text(0),
        ParentId = row.TextOrNull(1),
        Name = row.Text(2),
        Status = row.Text(3),
        Attempt = row.Int(4),
        StartedAt = row.Long(5),
        FinishedAt = row.LongOrNull(6),
    };

    /// <summary>The step, or null.</summary>
    public static RunStep? Find(Connection connection, RunId run, string id)
    {
        var rows = connection.Prepare(Select + "WHERE run = ? AND id = ?").Bind(1, run.Number).Bind(2, id);
        if (!rows.Step())
        {
            return null;
        }

        var step = Read(rows);
        rows.Reset();
        return step;
    }
}
