namespace JobLogs.Storage.Blocks;

/// <summary>How much a query may still read before it has to answer with what it has.</summary>
internal sealed class WalkBudget(int segments)
{
    // Asking a block's filter costs about this part of reading its entries.
    private const int FiltersPerSegment = 16;

    private int _left = checked(segments * FiltersPerSegment);

    /// <summary>A budget that doesn't run out.</summary>
    internal static WalkBudget Unlimited => new(int.MaxValue / FiltersPerSegment);

    /// <summary>Whether it is used up.</summary>
    internal bool IsSpent => _left <= 0;

    /// <summary>A segment was read.</summary>
    internal void Segment() => _left -= FiltersPerSegment;

    /// <summary>Filters were asked.</summary>
    internal void Filters(int count) => _left -= count;
}
