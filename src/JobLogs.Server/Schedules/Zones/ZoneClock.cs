namespace JobLogs.Server.Schedules.Zones;

/// <summary>
/// Turns wall time into instants. It asks the zone for nothing but the offset at an instant, the one question that
/// .NET answers right for every zone: "is this wall time ambiguous" misses changes that are not daylight saving
/// (Moscow, 2014-10-26), and "standard time" is the summer's in Dublin.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    /// <summary>Longer than any clock change (Samoa left out a whole day, 2011-12-30), shorter than two of them.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(25);

    // No offset is wider than 14 hours, so the instant of a wall time lies within this of the same digits in UTC.
    private static readonly TimeSpan WidestOffset = TimeSpan.FromHours(15);

    public TimeSpan OffsetAt(DateTime utc) => zone.GetUtcOffset(utc);

    /// <summary>The change of offset in (<paramref name="from"/>, <paramref name="until"/>], at most a few days apart, if there is one.</summary>
    public ZoneTransition? TransitionBetween(DateTime from, DateTime until)
    {
        // Clocks change on whole seconds.
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerSecond));
        var (before, after) = (OffsetAt(from), OffsetAt(until));
        if (before == after)
        {
            return null;
        }

        var (low, high) = (0L, (until - from).Ticks / TimeSpan.TicksPerSecond);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = OffsetAt(from.AddSeconds(middle)) == before ? (middle, high) : (low, middle);
        }

        return new ZoneTransition(new DateTimeOffset(from.AddSeconds(high)), before, OffsetAt(from.AddSeconds(high)));
    }

    /// <summary>Every change of offset in (<paramref name="from"/>, <paramref name="until"/>], in order.</summary>
    public IEnumerable<ZoneTransition> TransitionsBetween(DateTime from, DateTime until)
    {
        for (var day = from; day < until; day = day.AddDays(1))
        {
            if (TransitionBetween(day, day.AddDays(1) < until ? day.AddDays(1) : until) is { } transition)
            {
                yield return transition;
            }
        }
    }

    /// <summary>The instant of a wall time: the first, where it comes twice; the end of the gap, where it is missing.</summary>
    public DateTime FirstInstantOf(DateTime wall, out bool missing)
    {
        missing = false;
        var utc = DateTime.SpecifyKind(wall, DateTimeKind.Utc);
        if (TransitionBetween(utc - WidestOffset, utc + WidestOffset) is not { } change)
        {
            return utc - OffsetAt(utc);
        }

        if (utc - change.Before < change.At.UtcDateTime)
        {
            return utc - change.Before;
        }

        missing = utc - change.After < change.At.UtcDateTime;
        return missing ? change.At.UtcDateTime : utc - change.After;
    }
}
