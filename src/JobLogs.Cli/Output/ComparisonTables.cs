using System.Globalization;
using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Runs;

namespace JobLogs.Cli.Output;

/// <summary>What was different in a run from another, as tables.</summary>
internal static class ComparisonTables
{
    /// <summary>All of it in one table, for programs.</summary>
    public static Table Of(RunComparison comparison)
    {
        var table = new Table("what", "name", "level", "step", "base", "run");
        table.Add("status", null, null, null, comparison.Base.Status, comparison.Run.Status);
        table.Add("duration_ms", null, null, null, comparison.Base.DurationMs?.ToString(), comparison.Run.DurationMs?.ToString());
        foreach (var (level, counts) in ByLevel(comparison))
        {
            table.Add("level", level, level, null, counts.Base.ToString(), counts.Run.ToString());
        }

        foreach (var step in comparison.Steps)
        {
            table.Add("step", step.Name, null, step.Name, step.Base?.DurationMs.ToString(), step.Run?.DurationMs.ToString());
        }

        foreach (var (what, pattern) in Patterns(comparison.Patterns))
        {
            table.Add(what, pattern.Pattern, pattern.Level, pattern.Step, pattern.Base.ToString(), pattern.Run.ToString());
        }

        foreach (var metric in comparison.Metrics)
        {
            table.Add("metric", metric.MetricName, null, null, Number(metric.Base), Number(metric.Run));
        }

        return table;
    }

    /// <summary>Entries by level.</summary>
    public static IEnumerable<(string Level, (long Base, long Run) Counts)> ByLevel(RunComparison comparison)
    {
        var (ours, theirs) = (comparison.Run.Counts, comparison.Base.Counts);
        yield return ("CRITICAL", (theirs.Critical, ours.Critical));
        yield return ("ERROR", (theirs.Error, ours.Error));
        yield return ("WARNING", (theirs.Warning, ours.Warning));
        yield return ("INFO", (theirs.Info, ours.Info));
        yield return ("DEBUG", (theirs.Debug, ours.Debug));
    }

    /// <summary>How long the steps took.</summary>
    public static Table Steps(IReadOnlyList<StepDifference> steps)
    {
        var table = new Table("step", "base", "run", "difference");
        foreach (var step in steps)
        {
            table.Add(
                step.Name,
                Step(step.Base),
                Step(step.Run),
                step switch
                {
                    { Base: null } => "only in the run",
                    { Run: null } => "only in the base",
                    _ => Signed(step.DifferenceMs ?? 0, static milliseconds => Texts.Duration(milliseconds)),
                });
        }

        return table;
    }

    /// <summary>What was measured.</summary>
    public static Table Metrics(IReadOnlyList<MetricDifference> metrics)
    {
        var table = new Table("metric", "base", "run");
        foreach (var metric in metrics)
        {
            table.Add(metric.MetricName, Number(metric.Base) ?? "-", Number(metric.Run) ?? "-");
        }

        return table;
    }

    /// <summary>A difference with its sign.</summary>
    public static string Signed(long difference, Func<long, string> text) => difference switch
    {
        0 => "=",
        > 0 => "+" + text(difference),
        _ => "-" + text(-difference),
    };

    private static IEnumerable<(string What, PatternDifference Pattern)> Patterns(PatternDifferences patterns) =>
        patterns.New.Select(static pattern => ("new", pattern))
            .Concat(patterns.Missing.Select(static pattern => ("missing", pattern)))
            .Concat(patterns.Changed.Select(static pattern => ("changed", pattern)));

    private static string Step(ComparedSteps? steps) => steps switch
    {
        null => "-",
        { Failed: > 0 } => $"{Texts.Duration(steps.DurationMs)}, {steps.Failed} of {steps.Count} failed",
        { Count: > 1 } => $"{Texts.Duration(steps.DurationMs)} in {steps.Count}",
        _ => Texts.Duration(steps.DurationMs),
    };

    // A counter is what it came to; of the others the newest says most.
    private static string? Number(MetricSummaryDocument? metric) =>
        metric is null ? null : (metric.MetricType == "counter" ? metric.Sum : metric.Last).ToString("0.######", CultureInfo.InvariantCulture);
}
