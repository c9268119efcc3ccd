using System.Text.Json;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Jobs;

/// <summary>How jobs lie in their table.</summary>
internal static class JobRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Select = """
        SELECT job, name, type, cron_expression, timezone, enabled, keywords, parameters, max_papers_per_run, timeout_seconds,
               max_retries, retry_delay_seconds, concurrency, misfire, retention_days, jitter_seconds, paused_until,
               next_run_at, created_at, updated_at, version, last_seq
        FROM jobs
        """;

    /// <summary>The job in the current row.</summary>
    public static Job Read(Statement row) => new()
    {
        Id = new JobId(row.Int(0)),
        Definition = ReadDefinition(row),
        NextRunAt = row.LongOrNull(17),
        CreatedAt = row.Long(18),
        UpdatedAt = row.Long(19),
        Version = row.Long(20),
        LastSeq = row.Long(21),
    };

    /// <summary>The job, or null; deleted ones are not seen.</summary>
    public static Job? Find(Connection connection, JobId job)
    {
        var rows = connection.Prepare($"{Select} WHERE job = ? AND deleted_at IS NULL").Bind(1, job.Number);
        return First(rows);
    }

    /// <summary>The first row's job, or null.</summary>
    public static Job? First(Statement rows)
    {
        if (!rows.Step())
        {
            return null;
        }

        var job = Read(rows);
        rows.Reset();
        return job;
    }

    /// <summary>The jobs of all rows.</summary>
    public static List<Job> All(Statement rows) => Rows.All(rows, Read);

    /// <summary>Binds a definition to the parameters 1 to 16, in the order of <see cref="Select"/>.</summary>
    public static Statement Bind(Statement statement, JobDefinition definition) => statement
        .Bind(1, definition.Name)
        .Bind(2, definition.Type)
        .Bind(3, definition.CronExpression)
        .Bind(4, definition.TimeZone)
        .Bind(5, definition.Enabled ? 1 : 0)
        .Bind(6, JsonSerializer.Serialize(definition.Keywords, TextListJson.Default.IReadOnlyListString))
        .Bind(7, definition.Parameters)
        .Bind(8, (long?)definition.MaxPapersPerRun)
        .Bind(9, (long?)definition.TimeoutSeconds)
        .Bind(10, definition.MaxRetries)
        .Bind(11, definition.RetryDelaySeconds)
        .Bind(12, definition.Concurrency)
        .Bind(13, definition.Misfire)
        .Bind(14, (long?)definition.RetentionDays)
        .Bind(15, definition.JitterSeconds)
        .Bind(16, definition.PausedUntil);

    private static JobDefinition ReadDefinition(Statement row) => new()
    {
        Name = row.Text(1),
        Type = row.Text(2),
        CronExpression = row.TextOrNull(3),
        TimeZone = row.Text(4),
        Enabled = row.Long(5) != 0,
        Keywords = JsonSerializer.Deserialize(row.Bytes(6), TextListJson.Default.IReadOnlyListString)!,
        Parameters = row.Text(7),
        MaxPapersPerRun = row.IntOrNull(8),
        TimeoutSeconds = row.IntOrNull(9),
        MaxRetries = row.Int(10),
        RetryDelaySeconds = row.Int(11),
        Concurrency = row.Text(12),
        Misfire = row.Text(13),
        RetentionDays = row.IntOrNull(14),
        JitterSeconds = row.Int(15),
        PausedUntil = row.LongOrNull(16),
    };
}
