using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>The order in which the cursors of jobs take turns.</summary>
internal static class MergeOrder
{
    private static readonly Comparer<Place> Rising = Comparer<Place>.Create(static (left, right) => left.CompareInAll(right));
    private static readonly Comparer<Place> Falling = Comparer<Place>.Create(static (left, right) => right.CompareInAll(left));

    /// <summary>The order of a scope. Within one job places rise alike in both orders, so that one comparison does for all.</summary>
    internal static Comparer<Place> Of(bool descending) => descending ? Falling : Rising;
}
