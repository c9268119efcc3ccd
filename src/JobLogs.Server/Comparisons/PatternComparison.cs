using JobLogs.Storage.Model;

namespace JobLogs.Server.Comparisons;

/// <summary>Compares the kinds of messages of two runs.</summary>
internal sealed class PatternComparison
{
    private const int MostListed = 100;
    private const int LeastChange = 10;

    /// <summary>Compares a run with its base.</summary>
    public PatternComparison(RunPatterns run, RunPatterns @base)
    {
        var all = run.Tallies.Keys.Union(@base.Tallies.Keys)
            .Select(key => new Pair(key, run.Tallies.GetValueOrDefault(key), @base.Tallies.GetValueOrDefault(key)))
            .ToArray();
        New = Listed(all.Where(static pair => pair.Base is null), static pair => pair.Run!.Count);
        Missing = Listed(all.Where(static pair => pair.Run is null), static pair => pair.Base!.Count);
        var common = all.Where(static pair => pair is { Run: not null, Base: not null }).ToArray();
        Common = common.Length;
        Changed = Listed(
            common.Where(static pair => HasChanged(pair.Run!.Count, pair.Base!.Count)),
            static pair => Math.Abs(pair.Run!.Count - pair.Base!.Count));
    }

    /// <summary>Kinds that only the run has.</summary>
    public IReadOnlyList<Pair> New { get; }

    /// <summary>Kinds that only the base has.</summary>
    public IReadOnlyList<Pair> Missing { get; }

    /// <summary>Kinds that came much more often in one than in the other.</summary>
    public IReadOnlyList<Pair> Changed { get; }

    /// <summary>How many kinds both have.</summary>
    public int Common { get; }

    private static bool HasChanged(long one, long other) =>
        Math.Abs(one - other) >= LeastChange && Math.Max(one, other) >= 2 * Math.Min(one, other);

    private static Pair[] Listed(IEnumerable<Pair> pairs, Func<Pair, long> weight) =>
    [
        .. pairs
            .OrderByDescending(static pair => pair.Key.Level >= EntryLevel.Warning ? pair.Key.Level : EntryLevel.Debug)
            .ThenByDescending(weight)
            .ThenBy(static pair => (pair.Run ?? pair.Base)!.Number)
            .Take(MostListed),
    ];

    /// <summary>A kind with its entries in both runs; null where there are none.</summary>
    internal sealed record Pair(PatternKey Key, PatternTally? Run, PatternTally? Base);
}
