namespace JobLogs.Storage.Blocks;

/// <summary>What can stand in place of the number of entries that a block matches.</summary>
internal static class BlockMatches
{
    /// <summary>Nothing is known.</summary>
    internal const short Unknown = -1;

    /// <summary>The block's filter says that there may be some.</summary>
    internal const short Possible = -2;
}
