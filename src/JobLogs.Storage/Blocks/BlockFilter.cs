namespace JobLogs.Storage.Blocks;

/// <summary>
/// A Bloom filter of a block's tokens, as it is stored. Hot.
/// <para>
/// Byte 0 is the format's version, 2; the rest are bits, about ten a token, bit i being bit i % 8 of byte 1 + i / 8. A token
/// has five of them. A filter of any other version, or an empty one, may contain everything.
/// </para>
/// </summary>
internal static class BlockFilter
{
    private const byte Version = 2;
    private const int BitsPerToken = 10;
    private const int Probes = 5;

    /// <summary>Bytes that the filter of so many tokens takes.</summary>
    internal static int Length(int tokens) => 1 + Math.Max(1, ((tokens * BitsPerToken) + 7) / 8);

    /// <summary>Writes the filter of <paramref name="tokens"/> over all of <paramref name="filter"/>, whose length is <see cref="Length"/>.</summary>
    internal static void Write(ReadOnlySpan<uint> tokens, Span<byte> filter)
    {
        filter.Clear();
        filter[0] = Version;
        var bits = filter[1..];
        foreach (var token in tokens)
        {
            var (probe, step) = (token, Step(token));
            for (var i = 0; i < Probes; i++, probe += step)
            {
                var bit = BitOf(probe, bits.Length);
                bits[(int)(bit >> 3)] |= (byte)(1 << (int)(bit & 7));
            }
        }
    }

    /// <summary>False when the block can't hold an entry that has all of <paramref name="tokens"/>.</summary>
    internal static bool MayContain(ReadOnlySpan<byte> filter, ReadOnlySpan<uint> tokens)
    {
        if (filter.Length < 2 || filter[0] != Version)
        {
            return true;
        }

        var bits = filter[1..];
        foreach (var token in tokens)
        {
            var probe = token;
            for (var i = 0; i < Probes; i++, probe += Step(token))
            {
                var bit = BitOf(probe, bits.Length);
                if ((bits[(int)(bit >> 3)] >> (int)(bit & 7) & 1) == 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static uint Step(uint token) => (token * 0x85EB_CA6B) ^ (token >> 15) | 1;

    private static uint BitOf(uint probe, int bytes) => (uint)(((ulong)probe * ((ulong)bytes * 8)) >> 32);
}
