using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Takes a run from one status to another, with a row in its history. <see cref="Refusal.NotFound"/>,
/// <see cref="Refusal.WrongStatus"/> (with the run as it is) or <see cref="Refusal.LeaseLost"/>.
/// <c>pending → running</c> takes the run up: sets owner and lease, raises the fencing token, begins the first attempt or,
/// after <c>running → pending</c>, the next. A final status ends the run's open steps (as <c>completed</c> or <c>failed</c>
/// with it, <c>cancelled</c> otherwise), clears owner, lease and current step, and sets <c>finished_at</c>.
/// </summary>
public sealed class ChangeRun(RunId run, RunStatus to) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId RunId { get; } = run;

    /// <summary>What it is to be.</summary>
    public RunStatus To { get; } = to;

    /// <summary>What it must be; at least one.</summary>
    public required IReadOnlyList<RunStatus> From { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Reason { get; set; }

    /// <summary>A JSON object with more.</summary>
    public string? Details { get; set; }

    /// <summary>Why it ended badly; null leaves what is there.</summary>
    public RunError? Error { get; set; }

    /// <summary>Taking up: the server's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Taking up: until when it has the run, in microseconds since the Unix epoch.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>Back to pending: the next attempt begins not before this, in microseconds since the Unix epoch.</summary>
    public long? ReadyAt { get; init; }

    /// <summary>The token that the writer must still hold; null when it is not the run's executor.</summary>
    public int? FencingToken { get; init; }

    /// <summary>Only when the run's lease ran out before this time, in microseconds since the Unix epoch; otherwise <see cref="Refusal.LeaseLost"/>.</summary>
    public long? IfLeaseExpiredBefore { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>The run as it is now, also when refused for its status.</summary>
    public Run? Run { get; set; }
}
