using JobLogs.Storage;

namespace JobLogs.Server.Runs;

/// <summary>
/// Tells the runs that this server executes to stop when somebody cancelled them, or deleted their job, through another server. The
/// renewal of their leases would tell them too; this does it sooner.
/// </summary>
internal sealed class RemoteStops(ActiveRuns active, IRunStore runs)
{
    /// <summary>Looks once.</summary>
    /// <exception cref="StoreUnavailableException">The store can't answer.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // Those that were taken up before the store is asked: it has them as running, unless they are over.
        ActiveRun[] held = [.. active.All.Where(run => run.FencingToken is not null)];
        if (held.Length == 0)
        {
            return;
        }

        var owned = (await runs.OwnedAsync(cancellationToken)).ToDictionary(run => run.Id);
        foreach (var run in held)
        {
            if (!owned.TryGetValue(run.Id, out var stored) || stored.FencingToken != run.FencingToken)
            {
                run.Stop(StopCause.LeaseLost);
            }
            else if (stored.CancelRequestedAt is not null)
            {
                run.Stop(StopCause.Cancelled);
            }
        }
    }
}
