using JobLogs.Protocol.Diagnostics;
using JobLogs.Server.Ingest;
using JobLogs.Storage;

namespace JobLogs.Server.Diagnostics;

/// <summary>Asks the database whether it is there, and the writer whether it can write to it.</summary>
internal sealed class ReadinessProbe(ILogStore store, WriterHealth writer)
{
    /// <summary>Nothing is wrong.</summary>
    public const string Healthy = "healthy";

    private const string Unhealthy = "unhealthy";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks at everything that the server can't work without.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        HealthCheck[] checks = [await CheckDatabaseAsync(cancellationToken), CheckWriter()];
        return new HealthReport(Array.TrueForAll(checks, static check => check.Status == Healthy) ? Healthy : Unhealthy, checks);
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
