using System.Text;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Comparisons;

/// <summary>The kinds of messages of a run, how often each came, and in which order.</summary>
internal sealed class RunPatterns
{
    private const int PageEntries = 1000;

    private readonly Dictionary<PatternKey, PatternTally> _tallies = [];
    private readonly List<(PatternKey Key, long Seq)> _order = [];

    /// <summary>The kinds.</summary>
    public IReadOnlyDictionary<PatternKey, PatternTally> Tallies => _tallies;

    /// <summary>The entries in their order, each kind once where it repeats itself.</summary>
    public IReadOnlyList<(PatternKey Key, long Seq)> Order => _order;

    /// <summary>How many entries were read.</summary>
    public long Entries { get; private set; }

    /// <summary>Whether all entries that are there were read.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Reads a run from its first entry on.</summary>
    public static async ValueTask<RunPatterns> ReadAsync(ILogStore store, Run run, ComparisonsOptions limits, CancellationToken cancellationToken)
    {
        var patterns = new RunPatterns();
        var query = new LogQuery { Scope = LogScope.OfRun(run.Job, run.Id), Descending = false, Limit = PageEntries, Count = false };
        while (true)
        {
            using var page = await store.ReadAsync(query, cancellationToken);
            if (!patterns.Add(page.Entries, limits) || !page.HasMore)
            {
                patterns.IsWhole = patterns.Entries < limits.MaxEntries && patterns._tallies.Count <= limits.MaxPatterns;
                return patterns;
            }

            var last = page.Entries[page.Entries.Count - 1];
            query = query with { After = new Place(last.Commit, last.Job, last.Seq, 0) };
        }
    }

    /// <summary>Adds entries; false when a limit is reached.</summary>
    private bool Add(EntryBatch entries, ComparisonsOptions limits)
    {
        for (var index = 0; index < entries.Count; index++)
        {
            if (Entries == limits.MaxEntries || _tallies.Count > limits.MaxPatterns)
            {
                return false;
            }

            Add(entries[index]);
        }

        return true;
    }

    private void Add(in EntryView entry)
    {
        var step = entry.Step.IsEmpty ? null : Encoding.UTF8.GetString(entry.Step);
        var key = new PatternKey(MessagePattern.Of(Encoding.UTF8.GetString(entry.Message)), entry.Level, step);
        if (!_tallies.TryGetValue(key, out var tally))
        {
            tally = new PatternTally(_tallies.Count, entry.Seq);
            _tallies.Add(key, tally);
        }

        tally.Count++;
        Entries++;
        if (_order.Count == 0 || _order[^1].Key != key)
        {
            _order.Add((key, entry.Seq));
        }
    }
}
