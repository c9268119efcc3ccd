using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Makes a run, with its first status change. <see cref="Refusal.NotFound"/>; <see cref="Refusal.Busy"/> (with
/// <see cref="BusyWith"/>) when <see cref="OneAtATime"/> and another run of the job is not over: for an occurrence
/// a <c>skipped</c> run is made instead; <see cref="Refusal.AlreadyMade"/> for an occurrence that has its run or was
/// taken off the schedule since.
/// </summary>
public sealed class CreateRun(JobId job, RunTrigger trigger) : StoreCommand
{
    /// <summary>The job.</summary>
    public JobId Job { get; } = job;

    /// <summary>Why.</summary>
    public RunTrigger Trigger { get; } = trigger;

    /// <summary><see cref="RunStatus.Pending"/>, or <see cref="RunStatus.Running"/> for a run that somebody else executes.</summary>
    public RunStatus Status { get; init; } = RunStatus.Pending;

    /// <summary>A JSON object.</summary>
    public required string Parameters { get; init; }

    /// <summary>The reason of the first status change.</summary>
    public required string Reason { get; set; }

    /// <summary>The run that this one repeats.</summary>
    public RunId? RetryOf { get; init; }

    /// <summary>Refuse, or skip, while another run of the job is not over.</summary>
    public bool OneAtATime { get; init; }

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

    /// <summary>With <see cref="Refusal.Busy"/>, or a skipped run: the run that is under way.</summary>
    public RunId? BusyWith { get; set; }

    /// <summary>The run.</summary>
    public Run? Run { get; set; }
}
