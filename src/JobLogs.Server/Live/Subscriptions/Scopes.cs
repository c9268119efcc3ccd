using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>Finds whose log a path names.</summary>
internal sealed class Scopes(Addresses addresses)
{
    /// <summary>A job's log.</summary>
    public async ValueTask<(LogScope Scope, Problem? Problem)> OfJobAsync(string job, CancellationToken cancellationToken)
    {
        try
        {
            return await addresses.FindJobAsync(job, cancellationToken) is { } found
                ? (LogScope.OfJob(found.Id), null)
                : (default, Problems.UnknownJob(job));
        }
        catch (StoreUnavailableException exception)
        {
            return (default, Problems.StoreUnavailable(exception));
        }
    }

    /// <summary>A run's part of its job's log.</summary>
    public async ValueTask<(LogScope Scope, Problem? Problem)> OfRunAsync(string run, CancellationToken cancellationToken)
    {
        try
        {
            return await addresses.FindRunAsync(run, cancellationToken) is { } found
                ? (LogScope.OfRun(found.Job, found.Id), null)
                : (default, Problems.UnknownRun(run));
        }
        catch (StoreUnavailableException exception)
        {
            return (default, Problems.StoreUnavailable(exception));
        }
    }
}
