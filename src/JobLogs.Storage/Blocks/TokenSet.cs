using System.Numerics;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Distinct tokens, as 32-bit hashes that are never 0, in an open-addressed table at most half full; those of ASCII text
/// come last, from their <see cref="Trigrams"/>. Hot: allocates only while it grows.
/// </summary>
internal sealed class TokenSet
{
    private uint[] _table = new uint[512];
    private uint[] _list = [];
    private int _inTable;

    /// <summary>Those of ASCII text.</summary>
    internal Trigrams Trigrams { get; } = new();

    /// <summary>Adds a token; one that is there already is not added again.</summary>
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
                if (++_inTable > table.Length / 2)
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
        if (_inTable > 0)
        {
            Array.Clear(_table);
            _inTable = 0;
        }
    }

    /// <summary>The tokens; valid until the next call.</summary>
    internal ReadOnlySpan<uint> List()
    {
        var length = _inTable + Trigrams.Count;
        if (_list.Length < length)
        {
            _list = new uint[Math.Max(length, _list.Length * 2)];
        }

        var count = Trigrams.Write(_list);
        foreach (var token in _table)
        {
            if (token != 0)
            {
                _list[count++] = token;
            }
        }

        return _list.AsSpan(0, count);
    }

    private void Grow()
    {
        var old = _table;
        _table = new uint[(int)BitOperations.RoundUpToPowerOf2((uint)old.Length + 1)];
        _inTable = 0;
        foreach (var token in old)
        {
            if (token != 0)
            {
                Add(token);
            }
        }
    }
}
