using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>The runs that this server takes up or executes: whose leases are renewed, and who is told to stop.</summary>
internal sealed class ActiveRuns
{
    private readonly ConcurrentDictionary<RunId, ActiveRun> _runs = new();

    /// <summary>How many there are.</summary>
    public int Count => _runs.Count;

    /// <summary>All of them at this moment.</summary>
    public IReadOnlyList<ActiveRun> All => [.. _runs.Values];

    /// <summary>Whether the run is among them.</summary>
    public bool Contains(RunId run) => _runs.ContainsKey(run);

    /// <summary>Adds a run before it is taken up, so that whoever cancels it from then on finds it; false when it is there.</summary>
    public bool TryAdd(RunId run, [NotNullWhen(true)] out ActiveRun? active)
    {
        active = new ActiveRun(run);
        return _runs.TryAdd(run, active);
    }

    /// <summary>Removes a run whose attempt is over.</summary>
    public void Remove(RunId run) => _runs.TryRemove(run, out _);

    /// <summary>Tells a run to stop, if it is here.</summary>
    public void Stop(RunId run, StopCause cause)
    {
        if (_runs.TryGetValue(run, out var active))
        {
            active.Stop(cause);
        }
    }

    /// <summary>Tells every run to stop.</summary>
    public void StopAll(StopCause cause)
    {
        foreach (var active in _runs.Values)
        {
            active.Stop(cause);
        }
    }
}
