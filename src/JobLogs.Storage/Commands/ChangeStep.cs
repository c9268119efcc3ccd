using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Begins a step (its id is new; the same begin again changes nothing) or ends it (it has begun; a second end is
/// <see cref="Refusal.WrongStatus"/> unless it says the same). Also <see cref="Refusal.NotFound"/> (run, step or parent,
/// as <see cref="MissingStep"/> tells) and <see cref="Refusal.LeaseLost"/>. A begin makes it the run's current step, an end
/// its parent, or none. Renews an external run's lease.
/// </summary>
public sealed class ChangeStep(RunId run, string stepId) : StoreCommand
{
    /// <summary>The run.</summary>
    public RunId Run { get; } = run;

    /// <summary>The step's id, unique in the run.</summary>
    public string StepId { get; } = stepId;

    /// <summary>True to begin, false to end.</summary>
    public bool Begin { get; init; }

    /// <summary>The step's name; needed to begin.</summary>
    public string? Name { get; set; }

    /// <summary>The step that it is a part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>With an end: <c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>skipped</c>.</summary>
    public string? Status { get; init; }

    /// <summary>When, in microseconds since the Unix epoch.</summary>
    public required long TimestampMicros { get; init; }

    /// <summary>The token that the writer holds; null when it is not the run's executor.</summary>
    public int? FencingToken { get; init; }

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }

    /// <summary>With <see cref="Refusal.NotFound"/>: the id of the step that is missing; null when the run is.</summary>
    public string? MissingStep { get; set; }

    /// <summary>The step as it is now.</summary>
    public RunStep? Step { get; set; }
}
