using System.Numerics;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Distinct tokens: the trigrams of ASCII text as they are, all others as 32-bit hashes that are never 0, in an
/// open-addressed table at most half full. Hot: allocates only while it grows.
/// </summary>
internal sealed class TokenSet
{
    private uint[] _table = new uint[512];

    /// <summary>How many hashes it holds.</summary>
    internal int Count { get; private set; }

    /// <summary>The trigrams.</summary>
    internal Trigrams Trigrams { get; } = new();

    /// <summary>Adds a hash; one that is there already is not added again.</summary>
    internal void Add(uint token)
    {
        var table = _table;
        var mask = table.Length - 1;
        for (var at = (int)token & mask; ; at = (at + 1) & mask)
        {
            var there = table[at];
            if (there == token)
            {
                return;
            }

            if (there == 0)
            {
                table[at] = token;
                if (++Count > table.Length / 2)
                {
                    Grow();
                }

                return;
            }
        }
    }

    /// <summary>Forgets the tokens and keeps the memory.</summary>
    internal void Clear()
    {
        Trigrams.Clear();
        if (Count > 0)
        {
            Array.Clear(_table);
            Count = 0;
        }
    }

    /// <summary>The table: the hashes, and zeros between them.</summary>
    internal ReadOnlySpan<uint> Table => _table;

    /// <summary>The tokens of a query.</summary>
    internal WantedTokens ToWanted() => new(Trigrams.ToBits(), [.. _table.Where(token => token != 0)]);

    private void Grow()
    {
        var old = _table;
        _table = new uint[(int)BitOperations.RoundUpToPowerOf2((uint)old.Length + 1)];
        Count = 0;
        foreach (var token in old)
        {
            if (token != 0)
            {
                Add(token);
            }
        }
    }
}
