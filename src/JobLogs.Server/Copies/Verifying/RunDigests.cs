using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies.Verifying;

/// <summary>What one store holds of the runs of a job.</summary>
internal sealed class RunDigests
{
    private readonly Dictionary<RunId, EntryDigest> _entries = [];
    private readonly Dictionary<RunId, RunTally> _events = [];

    /// <summary>The runs of which there is anything.</summary>
    public IEnumerable<RunId> Runs => _entries.Keys.Union(_events.Keys);

    /// <summary>Entries that were added.</summary>
    public long Entries { get; private set; }

    /// <summary>Adds an entry.</summary>
    public void Add(in EntryView entry)
    {
        if (!_entries.TryGetValue(entry.Run, out var digest))
        {
            _entries.Add(entry.Run, digest = new EntryDigest());
        }

        digest.Add(entry);
        Entries++;
    }

    /// <summary>Notes how many status changes and metrics a run has.</summary>
    public void Note(RunTally tally)
    {
        if (tally.StatusChanges > 0 || tally.Metrics > 0)
        {
            _events[tally.Run] = tally;
        }
    }

    /// <summary>What there is of a run.</summary>
    public RunHoldings Of(RunId run)
    {
        var digest = _entries.GetValueOrDefault(run);
        var events = _events.GetValueOrDefault(run);
        return new RunHoldings(digest?.Count ?? 0, digest?.Hash ?? 0, events.StatusChanges, events.Metrics);
    }
}
