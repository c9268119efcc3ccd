using JobLogs.Storage.Model;

namespace JobLogs.Storage.Alerts;

/// <summary>Status changes of whole commits, in their order.</summary>
/// <param name="Changes">The changes; those of jobs that were deleted since are left out.</param>
/// <param name="Through">Everything up to this commit was looked at: the next page begins after it.</param>
/// <param name="ReachedEnd">Whether that was the last commit when the page was read.</param>
public sealed record StatusPage(IReadOnlyList<StatusChanged> Changes, long Through, bool ReachedEnd);
