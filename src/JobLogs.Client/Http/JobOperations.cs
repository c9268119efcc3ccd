using JobLogs.Protocol.Jobs;
using JobLogs.Protocol.Runs;

namespace JobLogs.Client.Http;

/// <summary>Jobs: what is run, and when. Wherever a job is asked for, its id and its name will do.</summary>
public sealed class JobOperations
{
    private const string Jobs = "api/cronjobs";
    private readonly ApiConnection _api;

    internal JobOperations(ApiConnection api) => _api = api;

    /// <summary>Reads a page of jobs, newest first.</summary>
    /// <param name="search">A part of the name, or null.</param>
    /// <param name="enabledOnly">Whether disabled ones are left out.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">At most so many, 1 to 1000; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">The call was refused, or the server can't be reached.</exception>
    public Task<JobList> ListAsync(
        string? search = null, bool enabledOnly = false, long skip = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText(Jobs).Add("search", search).Add("enabled_only", enabledOnly).Add("skip", skip).Add("limit", limit).ToString(),
            JobsJsonContext.Default.JobList,
            cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="idOrName">The job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="JobLogsException">There is no such job, or the server can't be reached.</exception>
    public Task<JobDocument> GetAsync(string idOrName, CancellationToken cancellationToken = default) =>
        _api.GetAsync(PathOf(idOrName), JobsJsonContext.Default.JobDocument, cancellationToken);

    /// <summary>Creates a job.</summary>
    /// <param name="job">Its definition.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="JobLogsException">The definition is wrong, its name is taken, or the server can't be reached.</exception>
    public Task<JobDocument> CreateAsync(JobRequest job, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post, Jobs, JsonBody.Of(job, RequestsJsonContext.Wire.JobRequest), JobsJsonContext.Default.JobDocument, cancellationToken);

    /// <summary>Changes a job.</summary>
    /// <param name="idOrName">The job.</param>
    /// <param name="change">What is to be different.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="JobLogsException">The change is wrong, there is no such job, or the server can't be reached.</exception>
    public Task<JobDocument> UpdateAsync(string idOrName, JobRequest change, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Patch, PathOf(idOrName), JsonBody.Of(change, RequestsJsonContext.Wire.JobRequest), JobsJsonContext.Default.JobDocument, cancellationToken);

    /// <summary>Deletes a job with its runs and their logs.</summary>
    /// <param name="idOrName">The job.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it is hidden; its rows are removed in the background.</returns>
    /// <exception cref="JobLogsException">There is no such job, or the server can't be reached.</exception>
    public Task DeleteAsync(string idOrName, CancellationToken cancellationToken = default) =>
        _api.CallAsync(HttpMethod.Delete, PathOf(idOrName), null, cancellationToken);

    /// <summary>Runs a job now, enabled or not.</summary>
    /// <param name="idOrName">The job.</param>
    /// <param name="request">What is special about this run; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run that was made.</returns>
    /// <exception cref="JobLogsException">It is running already, somebody else executes it, there is no such job, or the server can't be reached.</exception>
    public Task<RunAccepted> TriggerAsync(string idOrName, TriggerRequest? request = null, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post,
            PathOf(idOrName) + "/trigger",
            JsonBody.Of(request ?? new TriggerRequest(), RequestsJsonContext.Wire.TriggerRequest),
            RunsJsonContext.Default.RunAccepted,
            cancellationToken);

    private static string PathOf(string idOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrName);
        return $"{Jobs}/{QueryText.Part(idOrName)}";
    }
}
