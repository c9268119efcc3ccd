using System.Numerics;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Three neighbouring ASCII letters, or digits: a bit for each that there can be, so that a text of thousands costs no
/// hashing, and no guess of the processor's at where words end. Hot.
/// </summary>
internal sealed class Trigrams
{
    private const ulong Trigram = 1UL << 56;

    // The letters a to z, the digits, and 0 for all else: what has a 0 in it is no trigram, nor what mixes the two.
    private const int Symbols = 37;
    private const int FirstDigit = 27;
    private const int Words = ((Symbols * Symbols * Symbols) + 63) / 64;

    private static readonly byte[] SymbolOf = BuildSymbols();
    private static readonly ulong[] Valid = BuildValid();

    private readonly ulong[] _seen = new ulong[Words];

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get
        {
            var count = 0;
            for (var word = 0; word < Words; word++)
            {
                count += BitOperations.PopCount(_seen[word] & Valid[word]);
            }

            return count;
        }
    }

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

    /// <summary>Writes the tokens of all of them and returns how many they are.</summary>
    internal int Write(Span<uint> tokens)
    {
        var count = 0;
        for (var word = 0; word < Words; word++)
        {
            for (var left = _seen[word] & Valid[word]; left != 0; left &= left - 1)
            {
                tokens[count++] = Tokens.Hash(Trigram | (uint)((word << 6) + BitOperations.TrailingZeroCount(left)));
            }
        }

        return count;
    }

    /// <summary>Forgets them.</summary>
    internal void Clear() => Array.Clear(_seen);

    private static byte[] BuildSymbols()
    {
        var symbols = new byte[128];
        for (var i = 0; i < 26; i++)
        {
            symbols['a' + i] = (byte)(1 + i);
        }

        for (var i = 0; i < 10; i++)
        {
            symbols['0' + i] = (byte)(FirstDigit + i);
        }

        return symbols;
    }

    private static ulong[] BuildValid()
    {
        var valid = new ulong[Words];
        for (var index = 0; index < Symbols * Symbols * Symbols; index++)
        {
            var (first, second, third) = (index / (Symbols * Symbols), index / Symbols % Symbols, index % Symbols);
            if (first > 0 && second > 0 && third > 0 && first < FirstDigit == second < FirstDigit && second < FirstDigit == third < FirstDigit)
            {
                valid[index >> 6] |= 1UL << index;
            }
        }

        return valid;
    }
}
