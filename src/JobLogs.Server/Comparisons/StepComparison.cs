using JobLogs.Protocol.Comparisons;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Comparisons;

/// <summary>Compares the steps of two runs by their names.</summary>
internal static class StepComparison
{
    /// <summary>The differences, in the order of the run, then what only the base has.</summary>
    /// <param name="now">What the duration of a step that isn't over is counted to, in microseconds since the Unix epoch.</param>
    public static IReadOnlyList<StepDifference> Of(IReadOnlyList<RunStep> run, IReadOnlyList<RunStep> @base, long now)
    {
        var (these, those) = (ByName(run, now), ByName(@base, now));
        return
        [
            .. run.Concat(@base).Select(static step => step.Name).Distinct(StringComparer.Ordinal).Select(name =>
            {
                var (here, there) = (these.GetValueOrDefault(name), those.GetValueOrDefault(name));
                return new StepDifference(name, here, there, here?.DurationMs - there?.DurationMs);
            }),
        ];
    }

    private static Dictionary<string, ComparedSteps> ByName(IReadOnlyList<RunStep> steps, long now) => steps
        .GroupBy(static step => step.Name, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            group => new ComparedSteps(
                group.Count(),
                group.Sum(step => Wire.Milliseconds(step.StartedAt, step.FinishedAt, now)),
                group.Count(static step => step.Status == "failed")),
            StringComparer.Ordinal);
}
