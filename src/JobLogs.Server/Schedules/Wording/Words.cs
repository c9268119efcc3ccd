namespace JobLogs.Server.Schedules.Wording;

/// <summary>The English that descriptions and warnings share.</summary>
internal static class Words
{
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    /// <param name="number">0 is Sunday.</param>
    public static string Day(int number) => Days[number];

    /// <param name="number">1 is January.</param>
    public static string Month(int number) => Months[number - 1];

    /// <param name="number">1 to 5.</param>
    public static string Ordinal(int number) => number switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "fifth" };

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }

    /// <summary>Numbers as a range where three or more follow each other without a hole ("9 to 17"), else as a list.</summary>
    public static string Numbers(IReadOnlyList<int> values) =>
        IsRun(values) ? $"{values[0]} to {values[^1]}" : List(values.Select(value => $"{value}"));

    /// <summary>Whether three or more values follow each other without a hole.</summary>
    public static bool IsRun(IReadOnlyList<int> values) => values.Count >= 3 && StepOf(values) == 1;

    /// <summary>The one distance between neighbouring values, or 0 when there is none or more than one.</summary>
    public static int StepOf(IReadOnlyList<int> values)
    {
        if (values.Count < 2)
        {
            return 0;
        }

        var step = values[1] - values[0];
        for (var i = 2; i < values.Count; i++)
        {
            if (values[i] - values[i - 1] != step)
            {
                return 0;
            }
        }

        return step;
    }

    public static string Capitalised(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
