using JobLogs.Protocol.Ids;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>
/// Finds what a path names. A job can be named by its id or by its name, which is unique too; where both would do, the id wins.
/// </summary>
internal sealed class Addresses(IJobStore jobs, IRunStore runs)
{
    /// <summary>The job, or null.</summary>
    public async ValueTask<Job?> FindJobAsync(string text, CancellationToken cancellationToken)
    {
        var byId = JobIdText.TryParse(text, out var number)
            ? await jobs.FindAsync(new JobId(number), cancellationToken)
            : null;
        return byId ?? await jobs.FindByNameAsync(text, cancellationToken);
    }

    /// <summary>The run, or null.</summary>
    public async ValueTask<Run?> FindRunAsync(string text, CancellationToken cancellationToken) =>
        RunIdText.TryParse(text, out var number) ? await runs.FindAsync(new RunId(number), cancellationToken) : null;
}
