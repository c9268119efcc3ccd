using System.Diagnostics.CodeAnalysis;
using JobLogs.Server.Schedules.Parsing;
using JobLogs.Server.Schedules.Zones;

namespace JobLogs.Server.Schedules;

/// <summary>
/// A cron expression in its time zone: says when a job is due. Immutable.
/// <list type="bullet">
/// <item>Five fields (minute, hour, day of month, month, day of week), six with seconds first, or a macro such as <c>@daily</c>.</item>
/// <item>Names (<c>MON</c>, <c>JAN</c>), lists, ranges (<c>FRI-MON</c> goes over the end), steps; Sunday is 0 or 7; <c>?</c> is <c>*</c> in the day fields.</item>
/// <item><c>L</c>, <c>L-3</c>, <c>LW</c>, <c>15W</c> as day of month and <c>5L</c>, <c>5#2</c> as day of week, each alone in its field.</item>
/// <item>With both day fields restricted (neither begins with <c>*</c>) a day that satisfies either is enough.</item>
/// <item>A fixed time that the clock jumps over is due at the first instant after the jump; one that comes twice, at the first. Intervals follow real time.</item>
/// </list>
/// </summary>
internal sealed class CronSchedule
{
    // Cronos looks no further than this, and within its last year not reliably.
    private static readonly DateTime End = new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Start = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // The calendar repeats every 28 years between 1901 and 2099: what does not fire in these years never does.
    private static readonly DateTimeOffset ProbeFrom = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WallClockCron _wallClock;
    private readonly ZoneClock _zoneClock;

    private CronSchedule(string expression, TimeZoneInfo zone, CronFields fields)
    {
        (Expression, Zone, Fields) = (expression, zone, fields);
        _wallClock = new WallClockCron(fields);
        _zoneClock = new ZoneClock(zone);
    }

    /// <summary>As it was written, without surrounding blanks.</summary>
    public string Expression { get; }

    public TimeZoneInfo Zone { get; }

    public CronFields Fields { get; }

    /// <summary>Reads an expression; on refusal <paramref name="error"/> says what was wrong and shows a corrected form.</summary>
    public static bool TryParse(
        string expression, TimeZoneInfo zone, [NotNullWhen(true)] out CronSchedule? schedule, [NotNullWhen(false)] out string? error)
    {
        schedule = null;
        if (!CronParser.TryParse(expression, out var fields, out error))
        {
            return false;
        }

        var parsed = new CronSchedule(expression.Trim(), zone, fields);
        if (parsed.Next(ProbeFrom) is null)
        {
            error = NeverFires.Explain(parsed);
            return false;
        }

        schedule = parsed;
        return true;
    }

    /// <summary>The first occurrence strictly after an instant, in the zone's offset; null when there is none before the year 2099.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var from = after.UtcDateTime < Start ? Start.AddSeconds(-1) : after.UtcDateTime;
        if (from >= End)
        {
            return null;
        }

        // Occurrences are whole seconds, so that "after 11:59:59.9995" and "after 11:59:59" are the same question.
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerSecond));
        var next = Fields.IsInterval ? NextOfInterval(from.AddSeconds(1)) : NextOfFixedTime(from);
        return next < End ? new DateTimeOffset(next.Value).ToOffset(_zoneClock.OffsetAt(next.Value)) : null;
    }

    /// <summary>The first matching wall time from <paramref name="wall"/> on, whether or not the zone's clock shows it.</summary>
    public DateTime? WallTimeAtOrAfter(DateTime wall) => _wallClock.AtOrAfter(wall);

    /// <summary>
    /// A wall time stands for one instant (see <see cref="ZoneClock.FirstInstantOf"/>), and later wall times never for
    /// earlier instants; several of them inside one gap share its end.
    /// </summary>
    private DateTime? NextOfFixedTime(DateTime after)
    {
        var wall = _wallClock.AtOrAfter(after + _zoneClock.OffsetAt(after) + TimeSpan.FromSeconds(1));
        while (wall is { } due)
        {
            var instant = _zoneClock.FirstInstantOf(due, out _);
            if (instant > after)
            {
                return instant;
            }

            // The second pass through an hour that comes twice: this time was due in the first.
            wall = _wallClock.AtOrAfter(due.AddSeconds(1));
        }

        return null;
    }

    /// <summary>Every instant whose wall time matches is an occurrence: none in a gap, twice in an overlap.</summary>
    private DateTime? NextOfInterval(DateTime from)
    {
        while (true)
        {
            var offset = _zoneClock.OffsetAt(from);
            if (_wallClock.AtOrAfter(from + offset) is not { } wall || wall >= End)
            {
                return null;
            }

            var instant = wall - offset;
            if (_zoneClock.TransitionBetween(from, from + ZoneClock.Reach) is { } change && change.At.UtcDateTime <= instant)
            {
                from = change.At.UtcDateTime;
                continue;
            }

            if (instant <= from + ZoneClock.Reach)
            {
                return instant;
            }

            // Far off. No overlap is at hand, so that no wall time before this one can come (again) earlier.
            instant = _zoneClock.FirstInstantOf(wall, out var missing);
            if (!missing)
            {
                return instant;
            }

            from = instant;
        }
    }
}
