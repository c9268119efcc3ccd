using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Jobs;

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
    public static Job Read(NpgsqlDataReader row) => new()
    {
        Id = new JobId(row.GetInt32(0)),
        Definition = ReadDefinition(row),
        NextRunAt = row.LongOrNull(17),
        CreatedAt = row.GetInt64(18),
        UpdatedAt = row.GetInt64(19),
        Version = row.GetInt64(20),
        LastSeq = row.GetInt64(21),
    };

    /// <summary>Asks for one job; deleted ones are not seen.</summary>
    public static Statement Find(JobId job) => new Statement($"{Select} WHERE job = $1 AND deleted_at IS NULL").With(job.Number);

    /// <summary>Adds a definition as the parameters 1 to 16, in the order of <see cref="Select"/>.</summary>
    public static Statement With(Statement statement, JobDefinition definition) => statement
        .With(definition.Name)
        .With(definition.Type)
        .With(definition.CronExpression)
        .With(definition.TimeZone)
        .With(definition.Enabled)
        .With(definition.Keywords)
        .With(definition.Parameters)
        .With(definition.MaxPapersPerRun)
        .With(definition.TimeoutSeconds)
        .With(definition.MaxRetries)
        .With(definition.RetryDelaySeconds)
        .With(definition.Concurrency)
        .With(definition.Misfire)
        .With(definition.RetentionDays)
        .With(definition.JitterSeconds)
        .With(definition.PausedUntil);

    private static JobDefinition ReadDefinition(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(1),
        Type = row.GetString(2),
        CronExpression = row.TextOrNull(3),
        TimeZone = row.GetString(4),
        Enabled = row.GetBoolean(5),
        Keywords = row.Texts(6),
        Parameters = row.GetString(7),
        MaxPapersPerRun = row.IntOrNull(8),
        TimeoutSeconds = row.IntOrNull(9),
        MaxRetries = row.GetInt32(10),
        RetryDelaySeconds = row.GetInt32(11),
        Concurrency = row.GetString(12),
        Misfire = row.GetString(13),
        RetentionDays = row.IntOrNull(14),
        JitterSeconds = row.GetInt32(15),
        PausedUntil = row.LongOrNull(16),
    };
}
