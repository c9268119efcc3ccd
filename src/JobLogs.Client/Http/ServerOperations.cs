using JobLogs.Protocol.Diagnostics;
using JobLogs.Protocol.Maintenance;
using JobLogs.Protocol.Schedules;

namespace JobLogs.Client.Http;

/// <summary>The server itself: what it is, its stores, clean-up.</summary>
public sealed class ServerOperations
{
    private readonly ApiConnection _api;

    internal ServerOperations(ApiConnection api) => _api = api;

    /// <summary>Reads what the server says of itself.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Version, job types and the like.</returns>
    /// <exception cref="JobLogsException">The server can't be reached.</exception>
    public Task<SystemDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("api/system", DiagnosticsJsonContext.Default.SystemDescription, cancellationToken);

    /// <summary>Reads how the stores are.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stores.</returns>
    /// <exception cref="JobLogsException">The server can't be reached.</exception>
    public Task<StoreList> StoresAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync("api/stores", MaintenanceJsonContext.Default.StoreList, cancellationToken);

    /// <summary>Says what a cron expression means.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="timezone">IANA name of the zone it is read in; null for UTC.</param>
    /// <param name="count">How many occurrences, 1 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A sentence, the next occurrences, and what may surprise.</returns>
    /// <exception cref="JobLogsException">The expression is wrong, or the server can't be reached.</exception>
    public Task<CronPreview> PreviewCronAsync(
        string expression, string? timezone = null, int count = 10, CancellationToken cancellationToken = default) =>
        _api.GetAsync(
            new QueryText("api/cron/preview").Add("expression", expression).Add("timezone", timezone).Add("count", count).ToString(),
            SchedulesJsonContext.Default.CronPreview,
            cancellationToken);

    /// <summary>Deletes what is older than a number of days, in every store.</summary>
    /// <param name="days">1 to 36500.</param>
    /// <param name="dryRun">Whether it is only counted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was deleted, or would be.</returns>
    /// <exception cref="JobLogsException">A value is wrong, or the server can't be reached.</exception>
    public Task<CleanupResult> CleanUpAsync(int days, bool dryRun = false, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post,
            new QueryText("api/maintenance/cleanup").Add("days", days).Add("dry_run", dryRun).ToString(),
            null,
            MaintenanceJsonContext.Default.CleanupResult,
            cancellationToken);

    /// <summary>Compares the second copy with the database, entry by entry. The answer comes at the end; <see cref="StoresAsync"/> tells meanwhile how far it is.</summary>
    /// <param name="job">Only this job's, by id or name; null for everything.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="JobLogsException">There is no copy or no such job, a store doesn't answer, or the server can't be reached.</exception>
    public Task<CopyVerificationDocument> VerifyCopyAsync(string? job = null, CancellationToken cancellationToken = default) =>
        _api.CallAsync(
            HttpMethod.Post,
            new QueryText("api/maintenance/verify-copy").Add("job_id", job).ToString(),
            null,
            MaintenanceJsonContext.Default.CopyVerificationDocument,
            cancellationToken,
            Timeout.InfiniteTimeSpan);
}
