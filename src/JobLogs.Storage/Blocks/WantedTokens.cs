namespace JobLogs.Storage.Blocks;

/// <summary>Tokens that an entry must have, to be asked of many filters.</summary>
/// <param name="Trigrams">Numbers of bits, as <see cref="Blocks.Trigrams.ToBits"/> has them.</param>
/// <param name="Hashes">The hashes of the others.</param>
internal sealed record WantedTokens(int[] Trigrams, uint[] Hashes)
{
    /// <summary>Whether there are none, so that every filter says yes.</summary>
    internal bool IsEmpty => Trigrams.Length == 0 && Hashes.Length == 0;
}
