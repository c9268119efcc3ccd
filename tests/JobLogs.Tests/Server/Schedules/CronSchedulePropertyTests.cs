using CsCheck;
using JobLogs.Server.Schedules;

namespace JobLogs.Tests.Server.Schedules;

public sealed class CronSchedulePropertyTests
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo", "Asia/Gaza",
        "Europe/Dublin", "Africa/Casablanca", "Pacific/Apia", "Asia/Shanghai", "Asia/Kathmandu", "America/St_Johns",
    ];

    private static readonly Gen<string> Expression = Gen.Select(
        Field(0, 59, 59), Field(0, 59, 59), Field(0, 23, 23), Field(1, 31, 28), Field(1, 12, 12), Field(0, 7, 6),
        (second, minute, hour, day, month, weekday) => $"{second} {minute} {hour} {day} {month} {weekday}")
        .Where(expression => CronSchedule.TryParse(expression, TimeZoneInfo.Utc, out _, out _));

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Long[new DateTime(2008, 1, 1).Ticks, new DateTime(2032, 1, 1).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void Occurrences_rise_strictly_and_match_the_fields_in_local_time() =>
        Gen.Select(Expression, Instant, Gen.OneOf(Zones)).Sample(
            (expression, after, zone) =>
            {
                var schedule = Schedule.Of(expression, zone);
                var matcher = new FieldMatcher(expression);
                var from = after;
                for (var i = 0; i < 20 && schedule.Next(from) is { } next; i++)
                {
                    next.ShouldBeGreaterThan(from);
                    next.Offset.ShouldBe(schedule.Zone.GetUtcOffset(next.UtcDateTime));
                    (matcher.Matches(next.DateTime) || EndsGapWithMatch(schedule, matcher, next)).ShouldBeTrue($"{expression} in {zone}: {next:O}");
                    from = next;
                }
            },
            iter: 2_000);

    [Fact]
    public void No_matching_second_is_skipped_in_utc() =>
        Gen.Select(Expression, Instant).Sample(
            (expression, after) =>
            {
                var (schedule, matcher) = (Schedule.Of(expression), new FieldMatcher(expression));
                var second = new DateTime(after.Ticks - (after.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
                var next = schedule.Next(after);
                for (var i = 0; i < 20_000; i++)
                {
                    second = second.AddSeconds(1);
                    if (matcher.Matches(second))
                    {
                        next.ShouldBe(new DateTimeOffset(second), expression);
                        return;
                    }
                }

                (next is null || next > new DateTimeOffset(second)).ShouldBeTrue($"{expression}: {next:O} does not match");
            },
            iter: 300);

    /// <summary>The contract in its own words, half minute by half minute, over the two days around each change of a clock.</summary>
    [Fact]
    public void Around_a_clock_change_exactly_the_contract_fires() =>
        Gen.Select(
            Gen.OneOf("0", "30"), Field(0, 59, 59), Field(0, 5, 5), Gen.OneOf("*", "*/2", "1-31"), Gen.OneOf("*", "0", "5-7"),
            Gen.OneOf(Changes)).Sample(
            (second, minute, hour, day, weekday, change) =>
            {
                var expression = $"{second} {minute} {hour} {day} * {weekday}";
                var schedule = Schedule.Of(expression, change.Zone);
                var at = DateTime.SpecifyKind(DateTime.Parse(change.Day), DateTimeKind.Utc);
                var (from, until) = (at.AddHours(-20), at.AddHours(28));

                var fires = new List<DateTime>();
                for (var next = schedule.Next(new DateTimeOffset(from)); next is { } fire && fire.UtcDateTime <= until; next = schedule.Next(fire))
                {
                    fires.Add(fire.UtcDateTime);
                }

                fires.ShouldBe(Contract(expression, schedule.Zone, from, until), $"{expression} in {change.Zone} around {change.Day}");
            },
            iter: 400);

    private static readonly (string Zone, string Day)[] Changes =
    [
        ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01"),
        ("Australia/Lord_Howe", "2026-04-04"), ("Australia/Lord_Howe", "2026-10-03"), ("America/Sao_Paulo", "2018-11-04"), ("America/Sao_Paulo", "2018-02-18"),
        ("Africa/Cairo", "2024-04-25"), ("Africa/Cairo", "2024-10-31"), ("Europe/Dublin", "2026-10-25"), ("Europe/Moscow", "2014-10-25"),
    ];

    // The expressions of that test name second 0 or 30, and no clock there changes within a minute.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    private static List<DateTime> Contract(string expression, TimeZoneInfo zone, DateTime from, DateTime until)
    {
        var matcher = new FieldMatcher(expression);
        var interval = string.Join(' ', expression.Split(' ').Take(3)).AsSpan().ContainsAny("*-/");
        var fires = new List<DateTime>();
        var seen = new HashSet<DateTime>();
        var lastWall = from + zone.GetUtcOffset(from);
        for (var instant = from; instant <= until; instant += Pace)
        {
            var wall = instant + zone.GetUtcOffset(instant);
            var due = matcher.Matches(wall) && (interval || seen.Add(wall));
            for (var missing = lastWall + Pace; !interval && missing < wall; missing += Pace)
            {
                due |= matcher.Matches(missing);
            }

            lastWall = wall;
            if (due && instant > from)
            {
                fires.Add(instant);
            }
        }

        return fires;
    }

    private static bool EndsGapWithMatch(CronSchedule schedule, FieldMatcher matcher, DateTimeOffset fire)
    {
        var before = fire.AddSeconds(-1).ToOffset(schedule.Zone.GetUtcOffset(fire.UtcDateTime.AddSeconds(-1)));
        for (var missing = before.DateTime.AddSeconds(1); missing < fire.DateTime; missing = missing.AddSeconds(1))
        {
            if (matcher.Matches(missing))
            {
                return true;
            }
        }

        return false;
    }

    private static Gen<string> Field(int min, int max, int largestStep)
    {
        var value = Gen.Int[min, max];
        var range = Gen.Select(value, value, (a, b) => $"{Math.Min(a, b)}-{Math.Max(a, b)}");
        var step = Gen.Int[1, largestStep];
        var item = Gen.OneOf(value.Select(v => $"{v}"), range, Gen.Select(range, step, (r, s) => $"{r}/{s}"));
        return Gen.Frequency(
            (3, Gen.Const("*")),
            (1, step.Select(s => $"*/{s}")),
            (3, item),
            (1, item.Array[2, 4].Select(items => string.Join(',', items))));
    }
}
