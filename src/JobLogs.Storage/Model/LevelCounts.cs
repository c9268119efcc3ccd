namespace JobLogs.Storage.Model;

/// <summary>A number of entries for each level.</summary>
public readonly record struct LevelCounts(long Debug, long Info, long Warning, long Error, long Critical)
{
    /// <summary>Entries of all levels.</summary>
    public long Total => Debug + Info + Warning + Error + Critical;

    /// <summary>Entries at <see cref="EntryLevel.Error"/> and above.</summary>
    public long Errors => Error + Critical;

    /// <summary>The count of one level.</summary>
    public long this[EntryLevel level] => level switch
    {
        EntryLevel.Debug => Debug,
        EntryLevel.Info => Info,
        EntryLevel.Warning => Warning,
        EntryLevel.Error => Error,
        _ => Critical,
    };

    /// <summary>These counts with <paramref name="count"/> more of one level.</summary>
    public LevelCounts Plus(EntryLevel level, long count = 1) => level switch
    {
        EntryLevel.Debug => this with { Debug = Debug + count },
        EntryLevel.Info => this with { Info = Info + count },
        EntryLevel.Warning => this with { Warning = Warning + count },
        EntryLevel.Error => this with { Error = Error + count },
        _ => this with { Critical = Critical + count },
    };

    /// <summary>The sum of both, level by level.</summary>
    public static LevelCounts operator +(LevelCounts left, LevelCounts right) => new(
        left.Debug + right.Debug,
        left.Info + right.Info,
        left.Warning + right.Warning,
        left.Error + right.Error,
        left.Critical + right.Critical);

    /// <summary>The counts of the levels in <paramref name="levels"/>; zero for the others.</summary>
    public LevelCounts Only(LevelSet levels) => new(
        levels.Contains(EntryLevel.Debug) ? Debug : 0,
        levels.Contains(EntryLevel.Info) ? Info : 0,
        levels.Contains(EntryLevel.Warning) ? Warning : 0,
        levels.Contains(EntryLevel.Error) ? Error : 0,
        levels.Contains(EntryLevel.Critical) ? Critical : 0);
}
