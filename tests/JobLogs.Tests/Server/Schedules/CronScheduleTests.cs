using JobLogs.Server.Schedules;

namespace JobLogs.Tests.Server.Schedules;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 0 * * *", "2026-03-01T12:00:00Z", "2026-03-02 00:00")]
    [InlineData("*/15 * * * *", "2026-03-01T12:00:00Z", "2026-03-01 12:15")]
    [InlineData("5/15 * * * *", "2026-03-01T12:00:00Z", "2026-03-01 12:05")]
    [InlineData("30 9-17/4 * * *", "2026-03-01T12:00:00Z", "2026-03-01 13:30")]
    [InlineData("0 9 * * MON-FRI", "2026-03-06T12:00:00Z", "2026-03-09 09:00")]
    [InlineData("0 9 * * fri-mon", "2026-03-09T12:00:00Z", "2026-03-13 09:00")]
    [InlineData("0 9 * * 0", "2026-03-02T12:00:00Z", "2026-03-08 09:00")]
    [InlineData("0 9 * * 7", "2026-03-02T12:00:00Z", "2026-03-08 09:00")]
    [InlineData("0 9 * * 5-7", "2026-03-07T12:00:00Z", "2026-03-08 09:00")]
    [InlineData("0 9 * JAN,JUL *", "2026-03-02T12:00:00Z", "2026-07-01 09:00")]
    [InlineData("0 9 1 DEC-FEB *", "2026-03-02T12:00:00Z", "2026-12-01 09:00")]
    [InlineData("0 22-2/2 * * *", "2026-03-02T22:00:00Z", "2026-03-03 00:00")]
    [InlineData("0 0 29 2 *", "2026-03-02T12:00:00Z", "2028-02-29 00:00")]
    [InlineData("0 0 ? * ?", "2026-03-02T12:00:00Z", "2026-03-03 00:00")]
    [InlineData("0 0 L * *", "2026-02-02T12:00:00Z", "2026-02-28 00:00")]
    [InlineData("0 0 L-3 * *", "2026-02-02T12:00:00Z", "2026-02-25 00:00")]
    [InlineData("0 0 LW * *", "2026-02-02T12:00:00Z", "2026-02-27 00:00")]
    [InlineData("0 0 15W * *", "2026-02-02T12:00:00Z", "2026-02-16 00:00")]
    [InlineData("0 0 * * 5L", "2026-02-02T12:00:00Z", "2026-02-27 00:00")]
    [InlineData("0 0 * * fri#2", "2026-02-02T12:00:00Z", "2026-02-13 00:00")]
    [InlineData("  0   0\t* * *  ", "2026-03-01T12:00:00Z", "2026-03-02 00:00")]
    public void Fires_next_when_the_fields_match(string expression, string after, string expected) =>
        Schedule.Of(expression).Fires(after, 1).ShouldBe([expected + " +00:00"]);

    [Theory]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@Midnight", "0 0 * * *")]
    [InlineData("@weekly", "0 0 * * 0")]
    [InlineData("@MONTHLY", "0 0 1 * *")]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData("@annually", "0 0 1 1 *")]
    public void A_macro_is_its_expression(string macro, string expression) =>
        Schedule.Of(macro).Fires("2026-03-01T12:34:56Z", 5).ShouldBe(Schedule.Of(expression).Fires("2026-03-01T12:34:56Z", 5));

    [Fact]
    public void Six_fields_begin_with_the_second() =>
        Schedule.Of("*/20 59 23 * * *").Fires("2026-03-01T12:00:00Z", 4).ShouldBe(
            ["2026-03-01 23:59 +00:00", "2026-03-01 23:59:20 +00:00", "2026-03-01 23:59:40 +00:00", "2026-03-02 23:59 +00:00"]);

    [Fact]
    public void The_next_fire_is_strictly_after()
    {
        var schedule = Schedule.Of("0 12 * * *");
        schedule.Fires("2026-03-01T12:00:00Z", 1).ShouldBe(["2026-03-02 12:00 +00:00"]);
        schedule.Fires("2026-03-01T12:00:00.0000001Z", 1).ShouldBe(["2026-03-02 12:00 +00:00"]);
    }

    // Cronos adds a millisecond to "after" and would go past noon here.
    [Fact]
    public void A_fire_less_than_a_millisecond_away_is_not_missed() =>
        Schedule.Of("0 12 * * *").Fires("2026-03-01T11:59:59.9999999Z", 1).ShouldBe(["2026-03-01 12:00 +00:00"]);

    [Fact]
    public void Both_day_fields_restricted_means_either_is_enough() =>
        Schedule.Of("0 0 13 * 5").Fires("2026-02-01T00:00:00Z", 7).ShouldBe(
        [
            "2026-02-06 00:00 +00:00", "2026-02-13 00:00 +00:00", "2026-02-20 00:00 +00:00", "2026-02-27 00:00 +00:00",
            "2026-03-06 00:00 +00:00", "2026-03-13 00:00 +00:00", "2026-03-20 00:00 +00:00",
        ]);

    [Fact]
    public void Either_day_holds_with_six_fields_and_special_days_too()
    {
        Schedule.Of("30 0 0 13 * 5").Fires("2026-04-10T12:00:00Z", 2).ShouldBe(["2026-04-13 00:00:30 +00:00", "2026-04-17 00:00:30 +00:00"]);
        Schedule.Of("0 0 L * 1#1").Fires("2026-04-01T00:00:00Z", 3).ShouldBe(["2026-04-06 00:00 +00:00", "2026-04-30 00:00 +00:00", "2026-05-04 00:00 +00:00"]);
    }

    // Vixie cron looks at the first character: "*/2" is a star, and then both fields must match.
    [Fact]
    public void A_day_field_that_begins_with_a_star_demands_both() =>
        Schedule.Of("0 0 */2 * 5").Fires("2026-02-01T00:00:00Z", 3).ShouldBe(
            ["2026-02-13 00:00 +00:00", "2026-02-27 00:00 +00:00", "2026-03-13 00:00 +00:00"]);

    [Fact]
    public void An_impossible_day_is_made_good_by_a_weekday() =>
        Schedule.Of("0 0 30 2 1").Fires("2026-02-01T00:00:00Z", 2).ShouldBe(["2026-02-02 00:00 +00:00", "2026-02-09 00:00 +00:00"]);

    [Fact]
    public void After_2098_nothing_is_due() =>
        Schedule.Of("0 0 * * *").Next(new DateTimeOffset(2098, 12, 31, 0, 0, 0, TimeSpan.Zero)).ShouldBeNull();

    [Fact]
    public void The_ends_of_time_are_answered()
    {
        Schedule.Of("0 0 * * *", "Asia/Shanghai").Next(DateTimeOffset.MaxValue).ShouldBeNull();
        Schedule.Of("0 0 * * *").Next(DateTimeOffset.MinValue).ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Keeps_its_expression_without_blanks_around_it()
    {
        Schedule.Of(" @daily ").Expression.ShouldBe("@daily");
        CronSchedule.TryParse(" ", TimeZoneInfo.Utc, out _, out _).ShouldBeFalse();
    }
}
