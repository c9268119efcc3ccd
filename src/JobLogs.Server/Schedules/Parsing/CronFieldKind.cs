namespace JobLogs.Server.Schedules.Parsing;

/// <summary>One of the six places of a cron expression: its name, its range and the words it knows.</summary>
internal sealed class CronFieldKind
{
    public static readonly CronFieldKind Second = new("second", 0, 59, "minute", example: "0");
    public static readonly CronFieldKind Minute = new("minute", 0, 59, "hour", example: "0");
    public static readonly CronFieldKind Hour = new("hour", 0, 23, "day", example: "9");
    public static readonly CronFieldKind DayOfMonth = new("day-of-month", 1, 31, "month", example: "1");

    public static readonly CronFieldKind Month = new("month", 1, 12, "year", example: "1",
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    // 7 is a second name of Sunday.
    public static readonly CronFieldKind DayOfWeek = new("day-of-week", 0, 7, "week", example: "1-5",
        "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private readonly string[] _names;

    private CronFieldKind(string name, int min, int max, string cycle, string example, params string[] names)
    {
        (Name, Min, Max, Cycle, Example, _names) = (name, min, max, cycle, example, names);
    }

    /// <summary>What an error calls the field.</summary>
    public string Name { get; }

    public int Min { get; }

    public int Max { get; }

    /// <summary>What the field's values repeat with: minutes repeat every hour.</summary>
    public string Cycle { get; }

    /// <summary>A valid text for the field, shown where no closer correction is known.</summary>
    public string Example { get; }

    /// <summary>How many different values there are: 7 days of the week, although 0 and 7 are both written.</summary>
    public int Count => this == DayOfWeek ? 7 : Max - Min + 1;

    public bool IsDay => this == DayOfMonth || this == DayOfWeek;

    /// <summary>Every value of the field, one bit each.</summary>
    public ulong AllBits => ((1UL << Count) - 1) << Min;

    /// <summary>The range in words, for errors.</summary>
    public string Range => _names.Length == 0
        ? $"{Min} to {Max}"
        : this == DayOfWeek ? "0 to 7 (0 and 7 are Sunday) or SUN to SAT" : $"{Min} to {Max} or {_names[0]} to {_names[^1]}";

    /// <summary>The number that a three-letter name stands for, or -1.</summary>
    public int ValueOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (name.Equals(_names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i + Min;
            }
        }

        return -1;
    }

    /// <summary>The three-letter name that a longer word begins with (MONDAY: MON), or null.</summary>
    public string? ShortNameOf(ReadOnlySpan<char> word) =>
        word.Length > 3 && ValueOf(word[..3]) is >= 0 and var value ? _names[value - Min] : null;
}
