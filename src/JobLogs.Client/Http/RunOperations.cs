using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Runs;

namespace JobLogs.Client.Http;

/// <summary>Runs: what became of a job when it ran.</summary>
public sealed class RunOperations
{
    private const string Runs = "api/job-runs";
    private readonly ApiConnection _api;

    internal RunOperations(ApiConnection api) => _api = api;

    /// <summary>Reads a page of runs, newest first.</summary>
    /// <param name="job">Only this job's, by id or name; null for all jobs'.</param>
    /// <param name="status">Only those of this status; null for all.</param>
    /// <param name="startTime">Only those made at this time or later.</param>
    /// <param name="endTime">Only those made at this time or earlier.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">At most so many, 1 to 1000; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">There is no such job, a value is wrong, or the server can't be reached.</exception>
    public Task<RunList> ListAsync(
        string? job = null,
        string? status = null,
        DateTimeOffset? startTime = null,
        DateTimeOffset? endTime = null,
        long skip = 0,
        int? limit = null,
        CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText(job is null ? Runs : $"api/cronjobs/{QueryText.Part(job)}/runs")
                .Add("status", status).Add("start_time", startTime).Add("end_time", endTime).Add("skip", skip).Add("limit", limit).ToString(),
            RunsJsonContext.Default.RunList,
            cancellationToken);

    /// <summary>Reads a run.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run.</returns>
    /// <exception cref="JobLogsException">There is no such run, or the server can't be reached.</exception>
    public Task<RunDocument> GetAsync(string id, CancellationToken cancellationToken = default) =>
        _api.GetAsync(PathOf(id), RunsJsonContext.Default.RunDocument, cancellationToken);

    /// <summary>Reads a run at one glance: its steps and metrics too.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="JobLogsException">There is no such run, or the server can't be reached.</exception>
    public Task<RunSummary> SummaryAsync(string id, CancellationToken cancellationToken = default) =>
        _api.GetAsync(PathOf(id, "/summary"), RunsJsonContext.Default.RunSummary, cancellationToken);

    /// <summary>Reads what was different in a run from another: step durations, kinds of messages, the first divergence, counts, metrics.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="baseId">The id of the run that it is compared with; null for the last run of the job that completed before it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was different.</returns>
    /// <exception cref="JobLogsException">There is no such run, none that completed before, or the server can't be reached.</exception>
    public Task<RunComparison> DiffAsync(string id, string? baseId = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            PathOf(id, baseId is null ? "/diff" : $"/diff/{QueryText.Part(baseId)}"), ComparisonsJsonContext.Default.RunComparison, cancellationToken);

    /// <summary>Reads a page of a run's status history, oldest first.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">At most so many, 1 to 1000; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">There is no such run, or the server can't be reached.</exception>
    public Task<StatusHistoryList> StatusHistoryAsync(string id, long skip = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText(PathOf(id, "/status-history")).Add("skip", skip).Add("limit", limit).ToString(), RunsJsonContext.Default.StatusHistoryList, cancellationToken);

    /// <summary>Reads a page of a run's steps, in the order of their begin.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">At most so many, 1 to 1000; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">There is no such run, or the server can't be reached.</exception>
    public Task<StepList> StepsAsync(string id, long skip = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(new QueryText(PathOf(id, "/steps")).Add("skip", skip).Add("limit", limit).ToString(), RunsJsonContext.Default.StepList, cancellationToken);

    /// <summary>Reads a page of a run's metrics, oldest first.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="name">Only this one; null for all.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">At most so many, 1 to 1000; null for the server's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="JobLogsException">There is no such run, or the server can't be reached.</exception>
    public Task<MetricList> MetricsAsync(
        string id, string? name = null, long skip = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText(PathOf(id, "/metrics")).Add("name", name).Add("skip", skip).Add("limit", limit).ToString(), RunsJsonContext.Default.MetricList, cancellationToken);

    /// <summary>Asks for the end of a run.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run as it is now; it may take a while until it is over.</returns>
    /// <exception cref="JobLogsException">It is over already, there is no such run, or the server can't be reached.</exception>
    public Task<RunDocument> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        _api.CallAsync(HttpMethod.Post, PathOf(id, "/cancel"), null, RunsJsonContext.Default.RunDocument, cancellationToken);

    /// <summary>Makes a new run like one that is over.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run that was made.</returns>
    /// <exception cref="JobLogsException">It isn't over, somebody else executed it, there is no such run, or the server can't be reached.</exception>
    public Task<RunAccepted> RetryAsync(string id, CancellationToken cancellationToken = default) =>
        _api.CallAsync(HttpMethod.Post, PathOf(id, "/retry"), null, RunsJsonContext.Default.RunAccepted, cancellationToken);

    /// <summary>Starts a run of an <c>external</c> job.</summary>
    /// <param name="job">The job's id or name.</param>
    /// <param name="request">What is special about this run; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run.</returns>
    /// <exception cref="JobLogsException">There is no such job, the server executes it, or the server can't be reached.</exception>
    public Task<RunDocument> StartAsync(string job, ExternalRunRequest? request = null, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post,
            $"api/cronjobs/{QueryText.Part(job)}/runs",
            JsonBody.Of(request ?? new ExternalRunRequest(), RequestsJsonContext.Wire.ExternalRunRequest),
            RunsJsonContext.Default.RunDocument,
            cancellationToken);

    /// <summary>Says how far a run is, or how it ended.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="report">What is to be said.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run as it is now.</returns>
    /// <exception cref="JobLogsException">It is over already, the server executes it, there is no such run, or the server can't be reached.</exception>
    public Task<RunDocument> ReportAsync(string id, RunReport report, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Patch, PathOf(id), JsonBody.Of(report, RequestsJsonContext.Wire.RunReport), RunsJsonContext.Default.RunDocument, cancellationToken);

    /// <summary>Renews the lease of a run.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run as it is now.</returns>
    /// <exception cref="JobLogsException">It is over already, there is no such run, or the server can't be reached.</exception>
    public Task<RunDocument> HeartbeatAsync(string id, CancellationToken cancellationToken = default) =>
        _api.CallAsync(HttpMethod.Post, PathOf(id, "/heartbeat"), null, RunsJsonContext.Default.RunDocument, cancellationToken);

    /// <summary>Begins or ends a step.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The step as it is now.</returns>
    /// <exception cref="JobLogsException">It contradicts what was said before, there is no such run, or the server can't be reached.</exception>
    public Task<StepDocument> StepAsync(string id, StepReport step, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post, PathOf(id, "/steps"), JsonBody.Of(step, RequestsJsonContext.Wire.StepReport), RunsJsonContext.Default.StepDocument, cancellationToken);

    /// <summary>Records metrics.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="metrics">1 to 10,000 metrics.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were recorded.</returns>
    /// <exception cref="JobLogsException">A value is wrong, there is no such run, or the server can't be reached.</exception>
    public Task<MetricsAccepted> RecordAsync(string id, IReadOnlyList<MetricReport> metrics, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post, PathOf(id, "/metrics"), JsonBody.Of(metrics, RequestsJsonContext.Wire.IReadOnlyListMetricReport), RunsJsonContext.Default.MetricsAccepted, cancellationToken);

    private static string PathOf(string id, string rest = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return $"{Runs}/{QueryText.Part(id)}{rest}";
    }
}
