using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>One thing that a copy has just refused for what it is.</summary>
/// <param name="Item">What was refused.</param>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Commit">The commit that wrote it.</param>
/// <param name="Reason">Why, in the copy's words.</param>
public readonly record struct RefusedItem(CopyItem Item, RunId Run, long Commit, string Reason);
