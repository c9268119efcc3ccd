using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Makes a run, with its first status change. <see cref="Refusal.NotFound"/>; <see cref="Refusal.Busy"/> (with
/// <see cref="BusyWith"/>) when <see cref="Busy"/> skips it, or <see cref="Refusal.TooMany"/> when it leaves no room: for an
/// occurrence a <c>skipped</c> run is made instead; <see cref="Refusal.AlreadyMade"/> for an occurrence that has its run or was
/// taken off the schedule since.
/// </summary>
public sealed class CreateRun(JobId job, RunTrigger trigger) : StoreCommand
{
    /// <summary>The job.</summary>
    public JobId Job { get; } = job;

    /// <summary>Why.</summary>
    public RunTrigger Trigger { get; } = trigger;

    /// <summary><see cref="RunStatus.Pending"/>; <see cref="RunStatus.Running"/> for a run that somebody else executes, <see cref="RunStatus.Skipped"/> for an occurrence that is left out.</summary>
    public RunStatus Status { get; init; } = RunStatus.Pending;

    /// <summary>A JSON object.</summary>
    public required string Parameters { get; init; }

    /// <summary>The reason of the first status change.</summary>
    public required string Reason { get; set; }

    /// <summary>The run that this one repeats.</summary>
    public RunId? RetryOf { get; init; }

    /// <summary>What becomes of it while other runs of the job are not over; null: it begins beside them.</summary>
    public BusyRule? Busy { get; init; }

    /// <summary>Not before this may it begin, in microseconds since the Unix epoch; null means at once.</summary>
    public long? ReadyAt { get; init; }

    /// <summary>The occurrence, in microseconds since the Unix epoch. It must be the job's stored next one (or later: the last of several missed).</summary>
    public long? ScheduledAt { get; init; }

    /// <summary>With an occurrence: what the job's next occurrence was when this was decided; the schedule moves only from there.</summary>
    public long? ExpectedNextRunAt { get; init; }

    /// <summary>With an occurrence: the job's following one, stored in the same transaction.</summary>
    public long? FollowingRunAt { get; init; }

    /// <summary>For an external run: see <see cref="Run.LeaseSeconds"/>.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The run that is under way: the oldest with a refusal or a skipped run, the newest with a run that waits.</summary>
    public RunId? BusyWith { get; set; }

    /// <summary>Runs that this one replaces and that a server executes at present; it is to tell them to stop.</summary>
    public IReadOnlyList<RunId> Replaced { get; set; } = [];

    /// <summary>The run.</summary>
    public Run? Run { get; set; }
}
