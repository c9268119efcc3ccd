using System.Globalization;
using System.Text.RegularExpressions;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>Names of the indices: prefix, version of the mapping, commit day.</summary>
internal sealed partial class IndexName(string prefix)
{
    // Raised when a mapping changes so that documents must be written anew.
    private const string Mapping = "v1";
    private const string DayFormat = "yyyy.MM.dd";

    private long _day = -1;
    private string _name = "";

    /// <summary>The name of the template, and what names begin with.</summary>
    internal string Template { get; } = $"{prefix}-{Mapping}";

    /// <summary>Matches the indices of this prefix, and of no other that begins alike.</summary>
    internal string Pattern { get; } = $"{prefix}-{Mapping}-2*";

    /// <summary>The index of a commit by its time, in microseconds since the Unix epoch. For one thread; remembers the last.</summary>
    internal string Of(long commitMicros)
    {
        var day = Math.DivRem(commitMicros, TimeSpan.MicrosecondsPerDay).Quotient;
        if (day != _day)
        {
            (_day, _name) = (day, Of(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day))));
        }

        return _name;
    }

    /// <summary>The index of a commit day.</summary>
    internal string Of(DateOnly day) => $"{Template}-{day.ToString(DayFormat, CultureInfo.InvariantCulture)}";

    /// <summary>The commit day of an index; false when it is none of ours.</summary>
    internal bool TryReadDay(string name, out DateOnly day)
    {
        day = default;
        return name.StartsWith(Template + "-", StringComparison.Ordinal)
            && DateOnly.TryParseExact(name.AsSpan(Template.Length + 1), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Whether names can begin with it.</summary>
    internal static bool IsPrefix(string prefix) => Prefix().IsMatch(prefix);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,99}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}
