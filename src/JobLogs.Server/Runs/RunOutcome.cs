using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>A run as it is after a change, or why the change was refused; one of them is null.</summary>
internal readonly record struct RunOutcome(Run? Run, Problem? Problem)
{
    /// <summary>The run behind which a new one waits; null when it doesn't.</summary>
    public RunId? Behind { get; init; }

    public static implicit operator RunOutcome(Run run) => new(run, null);

    public static implicit operator RunOutcome(Problem problem) => new(null, problem);
}
