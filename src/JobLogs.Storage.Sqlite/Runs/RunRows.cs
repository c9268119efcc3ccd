using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Runs;

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

    /// <summary>The tables that <see cref="Select"/> reads, by way of the few runs that are not over.</summary>
    public const string FromUnfinished = " FROM runs r INDEXED BY runs_unfinished CROSS JOIN jobs j ON j.job = r.job AND j.deleted_at IS NULL WHERE r.finished_at IS NULL ";

    /// <summary>
    /// Whether a run waits for no older one of its job. Once that holds it does for ever: numbers rise in the order of commits, and
    /// a run that is over stays so. Nothing is left to check when the run is taken up.
    /// </summary>
    public const string WaitsForNone = "(NOT r.waits OR NOT EXISTS (SELECT 1 FROM runs o WHERE o.job = r.job AND o.run < r.run AND o.finished_at IS NULL))";

    /// <summary>The run in the current row.</summary>
    public static Run Read(Statement row) => new()
    {
        Id = new RunId(row.Long(0)),
        Job = new JobId(row.Int(1)),
        JobName = row.Text(2),
        JobType = row.Text(3),
        Status = Status(row, 4),
        Trigger = RunTriggers.Parse(row.Text(5)),
        Attempt = row.Int(6),
        RetryOf = row.LongOrNull(7) is { } retried ? new RunId(retried) : null,
        ScheduledAt = row.LongOrNull(8),
        CreatedAt = row.Long(9),
        ReadyAt = row.Long(10),
        StartedAt = row.LongOrNull(11),
        FinishedAt = row.LongOrNull(12),
        CurrentStep = row.TextOrNull(13),
        Progress = row.LongOrNull(14) is { } done ? new RunProgress(done, row.LongOrNull(15), row.TextOrNull(16)) : null,
        Counts = new LevelCounts(row.Long(17), row.Long(18), row.Long(19), row.Long(20), row.Long(21)),
        FirstSeq = row.Long(22),
        LastSeq = row.Long(23),
        Parameters = row.Text(24),
        Error = row.TextOrNull(25) is { } code ? new RunError(code, row.Text(26)) : null,
        Owner = row.TextOrNull(27),
        FencingToken = row.Int(28),
        LeaseUntil = row.LongOrNull(29),
        LeaseSeconds = row.IntOrNull(30),
        CancelRequestedAt = row.LongOrNull(31),
        CancelReason = row.TextOrNull(32),
    };

    /// <summary>The run, or null.</summary>
    public static Run? Find(Connection connection, RunId run)
    {
        var rows = connection.Prepare($"{Select}{From}WHERE r.run = ?").Bind(1, run.Number);
        if (!rows.Step())
        {
            return null;
        }

        var found = Read(rows);
        rows.Reset();
        return found;
    }

    /// <summary>The runs of all rows.</summary>
    public static List<Run> All(Statement rows) => Rows.All(rows, Read);

    /// <summary>A status column.</summary>
    public static RunStatus Status(Statement row, int column) => RunStatuses.TryParse(row.Text(column), out var status)
        ? status
        : throw new StoreUnavailableException("store_corrupt", $"'{row.Text(column)}' is no status of a run.");
}
