using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Runs;

/// <summary>How steps lie in their table.</summary>
internal static class StepRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = "SELECT id, parent_id, name, status, attempt, started_at, finished_at FROM steps ";

    /// <summary>The step in the current row.</summary>
    public static RunStep Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        ParentId = row.TextOrNull(1),
        Name = row.GetString(2),
        Status = row.GetString(3),
        Attempt = row.GetInt32(4),
        StartedAt = row.GetInt64(5),
        FinishedAt = row.LongOrNull(6),
    };

    /// <summary>Asks for one step.</summary>
    public static Statement Find(RunId run, string id) => new Statement(Select + "WHERE run = $1 AND id = $2").With(run.Number).With(id);
}
