using JobLogs.Protocol.Diagnostics;
using JobLogs.Server.Copies;
using JobLogs.Server.Ingest;
using JobLogs.Storage;

namespace JobLogs.Server.Diagnostics;

/// <summary>Asks the database whether it is there, and the writer whether it can write to it.</summary>
internal sealed class ReadinessProbe(ILogStore store, WriterHealth writer, CopyReport copy)
{
    /// <summary>Nothing is wrong.</summary>
    public const string Healthy = "healthy";

    /// <summary>The server does all of its work, but something beside it needs a look.</summary>
    public const string Degraded = "degraded";

    private const string Unhealthy = "unhealthy";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks at everything that the server can't work without.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        HealthCheck[] checks = [await CheckDatabaseAsync(cancellationToken), CheckWriter(), .. CheckCopy()];
        var worst = Array.Exists(checks, static check => check.Status == Unhealthy) ? Unhealthy
            : Array.Exists(checks, static check => check.Status == Degraded) ? Degraded : Healthy;
        return new HealthReport(worst, checks);
    }

    // Nothing waits for the copy: without it the database answers.
    private IEnumerable<HealthCheck> CheckCopy()
    {
        if (copy.Check() is { } found)
        {
            yield return new HealthCheck("elasticsearch", found.Status == CopyReport.Healthy ? Healthy : Degraded, found.Detail);
        }
    }

    private HealthCheck CheckWriter() => writer.LastRefusal is { } refusal
        ? new HealthCheck("writer", Unhealthy, refusal.Message)
        : new HealthCheck("writer", Healthy, null);

    private async Task<HealthCheck> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var status = await store.StatusAsync(patience.Token);
            return new HealthCheck("database", Healthy, null, status.Kind);
        }
        catch (StoreUnavailableException exception)
        {
            return new HealthCheck("database", Unhealthy, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck("database", Unhealthy, $"The database didn't answer within {Patience.TotalSeconds} s.");
        }
    }
}
