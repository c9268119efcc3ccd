using System.Globalization;

namespace JobLogs.Server.Schedules.Zones;

/// <summary>Judges the spelling of a zone's name and suggests the one that was probably meant.</summary>
internal static class ZoneName
{
    /// <summary>IANA's own names are shorter than 33 characters.</summary>
    private const int MaxLength = 64;

    private const int EasternmostHours = 14;
    private const int WesternmostHours = 12;

    /// <summary>Whether a text can be a name: parts of letters, digits, <c>_</c>, <c>+</c> and <c>-</c>, with <c>/</c> between.</summary>
    public static bool IsWellFormed(string name) =>
        name.Length <= MaxLength
        && name.Split('/').All(part => part.Length > 0 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '+' or '-'))
        && char.IsAsciiLetterUpper(name[0]);

    /// <param name="name">What was asked for.</param>
    /// <param name="known">The names that this machine has.</param>
    public static string Refuse(string name, IReadOnlyList<string> known)
    {
        if (known.Count <= 1)
        {
            return $"The time zone '{Shown(name)}' can't be read: this machine has no time zone database. "
                + "Install the package 'tzdata' (or point TZDIR at a copy) and start the server again; until then only 'UTC' works.";
        }

        return Nearest(name, known) is { } nearest
            ? $"There is no time zone '{Shown(name)}'. Did you mean '{nearest}'?"
            : $"There is no time zone '{Shown(name)}'. Write the IANA name of an area and a city, for example: 'Europe/Berlin', 'Asia/Shanghai' or 'UTC'.";
    }

    private static string? Nearest(string name, IReadOnlyList<string> known)
    {
        name = name.Trim().Replace(' ', '_');
        if (name.Length is 0 or > MaxLength)
        {
            return null;
        }

        return known.FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? ByOffset(name)
            ?? (WellKnownCities.ZoneOf(City(name)) is { } zone && known.Contains(zone) ? zone : null)
            ?? ByCity(name, known)
            ?? BySpelling(name, known);
    }

    /// <summary>UTC+8, GMT-03:00, +5: the zones of fixed offsets have the sign the other way round.</summary>
    private static string? ByOffset(string name)
    {
        var offset = name.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        var digits = offset.EndsWith(":00", StringComparison.Ordinal) ? offset[..^3] : offset;
        if (digits.Length is < 2 or > 3 || digits[0] is not ('+' or '-') || !int.TryParse(digits[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
        {
            return null;
        }

        return (digits[0], hours) switch
        {
            (_, 0) => "UTC",
            ('+', <= EasternmostHours) => $"Etc/GMT-{hours}",
            ('-', <= WesternmostHours) => $"Etc/GMT+{hours}",
            _ => null,
        };
    }

    private static string City(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string? ByCity(string name, IReadOnlyList<string> known) =>
        known.FirstOrDefault(each => each.Contains('/', StringComparison.Ordinal) && City(each).Equals(City(name), StringComparison.OrdinalIgnoreCase));

    private static string? BySpelling(string name, IReadOnlyList<string> known)
    {
        // One slip in four letters is still the same word.
        var (best, nearest) = (Math.Max(1, name.Length / 4) + 1, default(string));
        foreach (var each in known)
        {
            if (Math.Abs(each.Length - name.Length) < best && EditDistance.Between(each, name) is var distance && distance < best)
            {
                (best, nearest) = (distance, each);
            }
        }

        return nearest;
    }

    private static string Shown(string name) => name.Length <= MaxLength ? name : string.Concat(name.AsSpan(0, MaxLength), "…");
}
