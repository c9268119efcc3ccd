using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// What becomes of a new run while others of its job are not over, and how that is said. Judged inside the transaction that makes
/// the run, so that of several servers each sees the runs that the others made.
/// </summary>
/// <param name="Action">What becomes of it.</param>
/// <param name="Cause">The field of the job that says so, such as <c>concurrency: queue</c>.</param>
/// <param name="Name">A run's id as clients know it.</param>
public sealed record BusyRule(BusyAction Action, string Cause, Func<RunId, string> Name)
{
    /// <summary>As many unfinished runs as the job may have, the new one included; null means without limit.</summary>
    public int? Most { get; init; }

    /// <summary>Whether there is no room for a run beside or behind these.</summary>
    public bool IsFull(IReadOnlyList<RunId> unfinished) => unfinished.Count >= Most;

    /// <summary>Whether no run is made while these are not over.</summary>
    public bool Refuses(IReadOnlyList<RunId> unfinished) => unfinished.Count > 0 && (Action == BusyAction.Skip || IsFull(unfinished));

    /// <summary>Whether a run begins only when these are over.</summary>
    public bool HoldsBack(IReadOnlyList<RunId> unfinished) => unfinished.Count > 0 && Action is (BusyAction.Wait or BusyAction.Replace);

    /// <summary>Why an occurrence is skipped.</summary>
    public string SkipReason(IReadOnlyList<RunId> unfinished) => Action == BusyAction.Skip
        ? $"Skipped: the run {Name(unfinished[0])} was not over ({Cause})."
        : $"Skipped: {unfinished.Count} runs of the job were not over, as many as may be ({Cause}).";

    /// <summary>Why a run is made, and what it waits for.</summary>
    /// <param name="reason">Why it is made.</param>
    public string Reason(string reason, IReadOnlyList<RunId> unfinished) => (Action, unfinished.Count) switch
    {
        (BusyAction.Wait, > 0) => $"{reason} Queued behind {Name(unfinished[^1])} ({Cause}).",
        (BusyAction.Replace, 1) => $"{reason} Replaces {Name(unfinished[0])} ({Cause}).",
        (BusyAction.Replace, > 1) => $"{reason} Replaces {unfinished.Count} runs, the oldest {Name(unfinished[0])} ({Cause}).",
        _ => reason,
    };

    /// <summary>Why a run that was under way is cancelled.</summary>
    /// <param name="by">The new run.</param>
    public string ReplacedReason(RunId by) => $"Replaced by {Name(by)} ({Cause}).";
}
