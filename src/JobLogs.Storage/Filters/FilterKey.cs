using JobLogs.Storage.Model;

namespace JobLogs.Storage.Filters;

/// <summary>A filter, and the run of its scope, as something to look up by: equal when they mean the same, steps included.</summary>
internal readonly record struct FilterKey(LogFilter WithoutSteps, string? Steps, RunId? Run)
{
    internal static FilterKey Of(LogFilter filter, RunId? run) =>
        new(filter with { Steps = null }, filter.Steps is { } steps ? string.Concat(steps.Select(step => $"{step.Length}:{step}")) : null, run);
}
