namespace JobLogs.Storage.Blocks;

/// <summary>
/// Three neighbouring ASCII letters, or digits: a bit for each that there can be, so that a text of thousands costs no
/// hashing, and no guess of the processor's at where words end. Hot.
/// </summary>
internal sealed class Trigrams
{
    /// <summary>Bytes that <see cref="Write"/> fills.</summary>
    internal const int Bytes = ((Letters * Letters * Letters) + (Digits * Digits * Digits)) / 8;

    private const int Letters = 26;
    private const int Digits = 10;

    // 0 for what is neither, the letters a to z, the digits. What has a 0 in it is no trigram, nor what mixes the two.
    private const int Symbols = 1 + Letters + Digits;
    private const int FirstLetter = 1;
    private const int FirstDigit = 1 + Letters;

    private static readonly byte[] SymbolOf = BuildSymbols();

    // A word more than it takes, so that bits are read across words.
    private readonly ulong[] _seen = new ulong[(Symbols * Symbols * Symbols / 64) + 2];

    /// <summary>Adds those of the ASCII text that begins at <paramref name="at"/>; returns where it ends.</summary>
    internal int AddAscii(ReadOnlySpan<byte> folded, int at)
    {
        var seen = _seen;
        var symbols = SymbolOf;
        var (pair, last) = (0, 0);
        for (; at < folded.Length && folded[at] < 0x80; at++)
        {
            var symbol = symbols[folded[at]];
            var index = (pair * Symbols) + symbol;
            seen[index >> 6] |= 1UL << index;
            pair = (last * Symbols) + symbol;
            last = symbol;
        }

        return at;
    }

    /// <summary>
    /// Writes a bit for each that there can be: "aaa", "aab" and so on to "zzz", then "000" to "999", bit i being bit i % 8 of byte i / 8.
    /// </summary>
    /// <param name="bits">As many as <see cref="Bytes"/>.</param>
    internal void Write(Span<byte> bits)
    {
        var (written, pending, length) = (0, 0UL, 0);
        WriteKind(FirstLetter, Letters, bits, ref written, ref pending, ref length);
        WriteKind(FirstDigit, Digits, bits, ref written, ref pending, ref length);
    }

    /// <summary>The numbers of the bits that <see cref="Write"/> sets.</summary>
    internal int[] ToBits()
    {
        var bits = new byte[Bytes];
        Write(bits);
        return [.. Enumerable.Range(0, Bytes * 8).Where(bit => (bits[bit >> 3] >> (bit & 7) & 1) != 0)];
    }

    /// <summary>Forgets them.</summary>
    internal void Clear() => Array.Clear(_seen);

    // Those of one kind: for each two symbols, the stretch of bits of what can follow them.
    private void WriteKind(int first, int count, Span<byte> bits, ref int written, ref ulong pending, ref int length)
    {
        for (var pair = 0; pair < count * count; pair++)
        {
            var start = ((((first + (pair / count)) * Symbols) + first + (pair % count)) * Symbols) + first;
            var (word, shift) = (start >> 6, start & 63);
            var stretch = (_seen[word] >> shift) | (_seen[word + 1] << 1 << (63 - shift));
            pending |= (stretch & ((1UL << count) - 1)) << length;
            for (length += count; length >= 8; length -= 8, pending >>= 8)
            {
                bits[written++] = (byte)pending;
            }
        }
    }

    private static byte[] BuildSymbols()
    {
        var symbols = new byte[128];
        for (var i = 0; i < Letters; i++)
        {
            symbols['a' + i] = (byte)(FirstLetter + i);
        }

        for (var i = 0; i < Digits; i++)
        {
            symbols['0' + i] = (byte)(FirstDigit + i);
        }

        return symbols;
    }
}
