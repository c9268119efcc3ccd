using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs;

/// <summary>Finds whose log a path names.</summary>
internal sealed class LogScopes(Addresses addresses)
{
    /// <summary>The log of the job with this id or name; null when there is no such job.</summary>
    public async ValueTask<LogScope?> JobAsync(string job, CancellationToken cancellationToken) =>
        await addresses.FindJobAsync(job, cancellationToken) is { } found ? LogScope.OfJob(found.Id) : null;

    /// <summary>The log of a run; null when there is no such run.</summary>
    public async ValueTask<LogScope?> RunAsync(string run, CancellationToken cancellationToken) =>
        await addresses.FindRunAsync(run, cancellationToken) is { } found ? LogScope.OfRun(found.Job, found.Id) : null;
}
