namespace JobLogs.Server.Comparisons;

/// <summary>
/// Finds where a run first went another way than its base: the first kind of message that follows another as it never does in the base.
/// So a loop that goes round more often is no divergence, and what comes after it is.
/// </summary>
internal static class Divergences
{
    private const int MostExpected = 3;

    /// <summary>Where it is; null when the run went no other way.</summary>
    public static FoundDivergence? Find(RunPatterns run, RunPatterns @base)
    {
        var followers = Followers(@base);
        PatternKey? before = null;
        var beforeSeq = 0L;
        foreach (var (key, seq) in run.Order)
        {
            if (!Knows(followers, before, key))
            {
                return new FoundDivergence(seq, beforeSeq, Expected(followers, before));
            }

            (before, beforeSeq) = (key, seq);
        }

        // A part of a run has no end that means something.
        return run.IsWhole && @base.IsWhole && !Knows(followers, before, null)
            ? new FoundDivergence(0, beforeSeq, Expected(followers, before))
            : null;
    }

    /// <summary>How often each kind follows another; null stands for the start and the end.</summary>
    private static Dictionary<(PatternKey? Before, PatternKey? Then), long> Followers(RunPatterns run)
    {
        var followers = new Dictionary<(PatternKey?, PatternKey?), long>();
        PatternKey? before = null;
        foreach (var (key, _) in run.Order)
        {
            Count(followers, before, key);
            before = key;
        }

        Count(followers, before, null);
        return followers;
    }

    private static void Count(Dictionary<(PatternKey?, PatternKey?), long> followers, PatternKey? before, PatternKey? then) =>
        followers[(before, then)] = followers.GetValueOrDefault((before, then)) + 1;

    private static bool Knows(Dictionary<(PatternKey? Before, PatternKey? Then), long> followers, PatternKey? before, PatternKey? then) =>
        followers.ContainsKey((before, then));

    private static string[] Expected(Dictionary<(PatternKey? Before, PatternKey? Then), long> followers, PatternKey? before) =>
    [
        .. followers
            .Where(pair => pair.Key.Before == before && pair.Key.Then is not null)
            .OrderByDescending(pair => pair.Value)
            .Take(MostExpected)
            .Select(pair => pair.Key.Then!.Pattern),
    ];
}
