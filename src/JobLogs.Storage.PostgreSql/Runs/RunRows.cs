using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Runs;

/// <summary>How runs lie in their table.</summary>
internal static class RunRows
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order, of the table named <c>r</c>; runs of deleted jobs are not seen.</summary>
    public const string Select = """
        SELECT r.run, r.job, j.name, j.type, r.status, r.trigger, r.attempt, r.retry_of, r.scheduled_at, r.created_at, r.ready_at,
               r.started_at, r.finished_at, r.current_step, r.progress_done, r.progress_total, r.progress_message,
               r.debug, r.info, r.warning, r.error, r.critical, r.first_seq, r.last_seq, r.parameters,
               r.error_code, r.error_message, r.owner, r.fencing_token, r.lease_until, r.lease_seconds, r.cancel_requested_at, r.cancel_reason
        """;

    /// <summary>The tables that <see cref="Select"/> reads.</summary>
    public const string From = " FROM runs r JOIN jobs j ON j.job = r.job AND j.deleted_at IS NULL ";

    /// <summary>The tables that <see cref="Select"/> reads; only the runs that are not over.</summary>
    public const string FromUnfinished = " FROM runs r JOIN jobs j ON j.job = r.job AND j.deleted_at IS NULL WHERE r.finished_at IS NULL ";

    /// <summary>
    /// Whether a run waits for no older one of its job. Once that holds it does for ever: numbers rise in the order of commits, and
    /// a run that is over stays so. Nothing is left to check when the run is taken up.
    /// </summary>
    public const string WaitsForNone = "(NOT r.waits OR NOT EXISTS (SELECT 1 FROM runs o WHERE o.job = r.job AND o.run < r.run AND o.finished_at IS NULL))";

    /// <summary>The run in the current row.</summary>
    public static Run Read(NpgsqlDataReader row) => new()
    {
        Id = new RunId(row.GetInt64(0)),
        Job = new JobId(row.GetInt32(1)),
        JobName = row.GetString(2),
        JobType = row.GetString(3),
        Status = Status(row.GetString(4)),
        Trigger = RunTriggers.Parse(row.GetString(5)),
        Attempt = row.GetInt32(6),
        RetryOf = row.LongOrNull(7) is { } retried ? new RunId(retried) : null,
        ScheduledAt = row.LongOrNull(8),
        CreatedAt = row.GetInt64(9),
        ReadyAt = row.GetInt64(10),
        StartedAt = row.LongOrNull(11),
        FinishedAt = row.LongOrNull(12),
        CurrentStep = row.TextOrNull(13),
        Progress = row.LongOrNull(14) is { } done ? new RunProgress(done, row.LongOrNull(15), row.TextOrNull(16)) : null,
        Counts = new LevelCounts(row.GetInt64(17), row.GetInt64(18), row.GetInt64(19), row.GetInt64(20), row.GetInt64(21)),
        FirstSeq = row.GetInt64(22),
        LastSeq = row.GetInt64(23),
        Parameters = row.GetString(24),
        Error = row.TextOrNull(25) is { } code ? new RunError(code, row.GetString(26)) : null,
        Owner = row.TextOrNull(27),
        FencingToken = row.GetInt32(28),
        LeaseUntil = row.LongOrNull(29),
        LeaseSeconds = row.IntOrNull(30),
        CancelRequestedAt = row.LongOrNull(31),
        CancelReason = row.TextOrNull(32),
    };

    /// <summary>Asks for one run.</summary>
    public static Statement Find(RunId run) => new Statement($"{Select}{From}WHERE r.run = $1").With(run.Number);

    /// <summary>A status as its column has it.</summary>
    public static RunStatus Status(string text) => RunStatuses.TryParse(text, out var status)
        ? status
        : throw new StoreUnavailableException("store_corrupt", $"'{text}' is no status of a run.");
}
