using JobLogs.Protocol.Diagnostics;
using JobLogs.Storage;

namespace JobLogs.Server.Diagnostics;

/// <summary>Asks the database whether it is there.</summary>
internal sealed class ReadinessProbe(ILogStore store)
{
    /// <summary>Nothing is wrong.</summary>
    public const string Healthy = "healthy";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the store's status.</summary>
    public async Task<HealthCheck> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await store.StatusAsync(patience.Token);
            return new HealthCheck("database", Healthy, null);
        }
        catch (StoreUnavailableException exception)
        {
            return new HealthCheck("database", "unhealthy", exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck("database", "unhealthy", $"The database didn't answer within {Patience.TotalSeconds} s.");
        }
    }
}
