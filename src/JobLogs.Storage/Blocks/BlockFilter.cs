namespace JobLogs.Storage.Blocks;

/// <summary>
/// What stands in a block, as it is stored: it may say yes wrongly, never no. Hot.
/// <para>
/// Byte 0 is the format's version, 2. Then a bit for each of the <see cref="Trigrams"/>; these are exact, and take less room
/// than hashes of as many as a block of English has. The rest is a Bloom filter of all other tokens: about ten bits a token,
/// bit i being bit i % 8 of its byte i / 8; a token has five of them. A filter of any other version, or an empty one, may
/// contain everything.
/// </para>
/// </summary>
internal static class BlockFilter
{
    private const byte Version = 2;
    private const int BitsPerToken = 10;
    private const int Probes = 5;
    private const int Begin = 1 + Trigrams.Bytes;

    /// <summary>Bytes that the filter of these tokens takes.</summary>
    internal static int Length(TokenSet tokens) => Begin + Math.Max(1, ((tokens.Count * BitsPerToken) + 7) / 8);

    /// <summary>Writes the filter of <paramref name="tokens"/> over all of <paramref name="filter"/>, whose length is <see cref="Length"/>.</summary>
    internal static void Write(TokenSet tokens, Span<byte> filter)
    {
        filter[0] = Version;
        tokens.Trigrams.Write(filter[1..Begin]);
        var bits = filter[Begin..];
        bits.Clear();
        foreach (var token in tokens.Table)
        {
            if (token == 0)
            {
                continue;
            }

            var (probe, step) = (token, Step(token));
            for (var i = 0; i < Probes; i++, probe += step)
            {
                var bit = BitOf(probe, bits.Length);
                bits[(int)(bit >> 3)] |= (byte)(1 << (int)(bit & 7));
            }
        }
    }

    /// <summary>False when the block can't hold an entry that has all of <paramref name="tokens"/>.</summary>
    internal static bool MayContain(ReadOnlySpan<byte> filter, WantedTokens tokens)
    {
        if (filter.Length <= Begin || filter[0] != Version)
        {
            return true;
        }

        var trigrams = filter[1..Begin];
        foreach (var bit in tokens.Trigrams)
        {
            if ((trigrams[bit >> 3] >> (bit & 7) & 1) == 0)
            {
                return false;
            }
        }

        return MayContain(filter[Begin..], tokens.Hashes);
    }

    private static bool MayContain(ReadOnlySpan<byte> bits, uint[] tokens)
    {
        foreach (var token in tokens)
        {
            var (probe, step) = (token, Step(token));
            for (var i = 0; i < Probes; i++, probe += step)
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
