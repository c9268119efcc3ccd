using System.ComponentModel.DataAnnotations;

namespace JobLogs.Server.Runs;

/// <summary>How runs are executed. Section <c>Runs</c> of the configuration; a value out of its range stops the start.</summary>
internal sealed class RunsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Runs";

    /// <summary>Runs that this server executes at the same time: 64; 1 to 10,000. Others stay pending until there is room.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentRuns { get; set; } = 64;

    /// <summary>Runs of one job with <c>concurrency: queue</c> that may wait behind the one that is under way: 100; 1 to 10,000. Past it an occurrence is skipped, and a trigger is answered 409.</summary>
    [Range(1, 10_000)]
    public int MaxQueuedRunsPerJob { get; set; } = 100;

    /// <summary>Runs of one job with <c>concurrency: allow</c> that may be under way at the same time: 16; 1 to 10,000. Past it an occurrence is skipped, and a trigger is answered 409.</summary>
    [Range(1, 10_000)]
    public int MaxParallelRunsPerJob { get; set; } = 16;

    /// <summary>Seconds that a handler has to stop in, after it was told to: 10; 0 to 600. Past it the run ends without waiting for the handler.</summary>
    [Range(0, 600)]
    public int GraceSeconds { get; set; } = 10;

    /// <summary>Seconds that this server owns a run for, unless it renews: 8; 2 to 600. Past it another server ends the run as interrupted.</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 8;

    /// <summary>Seconds between renewals: 2; 1 to 60, and less than <see cref="LeaseSeconds"/>.</summary>
    [Range(1, 60)]
    public int RenewSeconds { get; set; } = 2;

    /// <summary>Whether no other server can work on the database, as with SQLite; not a setting, the database decides. Runs that are under way at the start have lost their server then, and end at once.</summary>
    public bool IsOnlyServer { get; set; } = true;

    /// <summary>Bytes that the body of a report may have, unpacked: 1 MiB; 1 KiB to 64 MiB. A longer one is refused with 413.</summary>
    [Range(1024, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 1 << 20;
}
