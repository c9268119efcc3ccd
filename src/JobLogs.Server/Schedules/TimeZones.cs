using System.Diagnostics.CodeAnalysis;
using JobLogs.Server.Schedules.Zones;

namespace JobLogs.Server.Schedules;

/// <summary>Finds time zones by their IANA name.</summary>
internal static class TimeZones
{
    // The machine's own zones don't change while it runs, and listing them reads every file of the database.
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() => [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)]);

    /// <summary>
    /// Finds a zone. Names are case-sensitive, as IANA writes them; none is <c>UTC</c>. On refusal
    /// <paramref name="error"/> names what was wrong and the nearest name that exists.
    /// </summary>
    public static bool TryFind(string? iana, [NotNullWhen(true)] out TimeZoneInfo? zone, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (string.IsNullOrEmpty(iana) || iana == "UTC")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        // .NET finds Windows names, other capitals and files such as "localtime" as well; these mean nothing elsewhere.
        if (ZoneName.IsWellFormed(iana) && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out zone) && zone.Id == iana && zone.HasIanaId)
        {
            return true;
        }

        zone = null;
        error = ZoneName.Refuse(iana, Known.Value);
        return false;
    }
}
