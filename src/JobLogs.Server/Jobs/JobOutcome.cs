using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Jobs;

/// <summary>A job as it is after a change, or why the change was refused; one of them is null.</summary>
internal readonly record struct JobOutcome(Job? Job, Problem? Problem)
{
    public static implicit operator JobOutcome(Job job) => new(job, null);

    public static implicit operator JobOutcome(Problem problem) => new(null, problem);
}
