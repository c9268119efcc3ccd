namespace JobLogs.Storage.Model;

/// <summary>A set of levels, one bit each.</summary>
public readonly record struct LevelSet(byte Bits)
{
    /// <summary>Every level.</summary>
    public static LevelSet All { get; } = new(0b11111);

    /// <summary>The set that holds only <paramref name="level"/>.</summary>
    public static LevelSet Of(EntryLevel level) => new((byte)(1 << (int)level));

    /// <summary>This level and the graver ones.</summary>
    public static LevelSet AtLeast(EntryLevel level) => new((byte)(0b11111 & (0b11111 << (int)level)));

    /// <summary>Whether the set holds <paramref name="level"/>.</summary>
    public bool Contains(EntryLevel level) => (Bits >> (int)level & 1) != 0;

    /// <summary>The levels in both sets.</summary>
    public LevelSet And(LevelSet other) => new((byte)(Bits & other.Bits));

    /// <summary>The levels in either set.</summary>
    public LevelSet Or(LevelSet other) => new((byte)(Bits | other.Bits));
}
