namespace JobLogs.Tests.Server.Schedules;

/// <summary>Each rule about clock changes, defended with one that happened or is decided.</summary>
public sealed class ClockChangeTests
{
    // Berlin, 2026-03-29: 02:00 +01 → 03:00 +02.
    [Theory]
    [InlineData("30 2 * * *")]
    [InlineData("0 30 2 * * *")]
    [InlineData("0 2 * * *")]
    public void Berlin_2026_spring_a_missing_time_fires_once_at_the_end_of_the_gap(string expression) =>
        Schedule.Of(expression, "Europe/Berlin").Fires("2026-03-28T12:00:00Z", 2)[0].ShouldBe("2026-03-29 03:00 +02:00");

    [Fact]
    public void Berlin_2026_spring_the_day_after_is_ordinary() =>
        Schedule.Of("30 2 * * *", "Europe/Berlin").Fires("2026-03-29T01:00:00Z", 1).ShouldBe(["2026-03-30 02:30 +02:00"]);

    [Fact]
    public void Berlin_2026_spring_asked_in_the_last_second_before_the_gap() =>
        Schedule.Of("30 2 * * *", "Europe/Berlin").Fires("2026-03-29T00:59:59.9999999Z", 2).ShouldBe(["2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00"]);

    [Fact]
    public void Berlin_2026_spring_several_missing_times_share_one_fire() =>
        Schedule.Of("0,30 2,3 * * *", "Europe/Berlin").Fires("2026-03-29T00:30:00Z", 3).ShouldBe(
            ["2026-03-29 03:00 +02:00", "2026-03-29 03:30 +02:00", "2026-03-30 02:00 +02:00"]);

    [Fact]
    public void Berlin_2026_spring_an_interval_goes_on_in_real_time() =>
        Schedule.Of("*/30 * * * *", "Europe/Berlin").Fires("2026-03-29T00:00:00Z", 4).ShouldBe(
            ["2026-03-29 01:30 +01:00", "2026-03-29 03:00 +02:00", "2026-03-29 03:30 +02:00", "2026-03-29 04:00 +02:00"]);

    // Cronos would fire at 03:00 as well, half an hour before its time.
    [Fact]
    public void Berlin_2026_spring_an_interval_gets_no_extra_fire_at_the_end_of_the_gap() =>
        Schedule.Of("30 * * * *", "Europe/Berlin").Fires("2026-03-29T00:00:00Z", 3).ShouldBe(
            ["2026-03-29 01:30 +01:00", "2026-03-29 03:30 +02:00", "2026-03-29 04:30 +02:00"]);

    [Fact]
    public void Berlin_2026_spring_an_interval_inside_the_gap_is_left_out_that_day() =>
        Schedule.Of("*/30 2 * * *", "Europe/Berlin").Fires("2026-03-28T02:00:00Z", 2).ShouldBe(["2026-03-30 02:00 +02:00", "2026-03-30 02:30 +02:00"]);

    // Berlin, 2026-10-25: 03:00 +02 → 02:00 +01.
    [Theory]
    [InlineData("30 2 * * *")]
    [InlineData("0 30 2 * * *")]
    public void Berlin_2026_autumn_a_time_that_comes_twice_fires_at_the_first(string expression) =>
        Schedule.Of(expression, "Europe/Berlin").Fires("2026-10-24T12:00:00Z", 2).ShouldBe(["2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00"]);

    [Fact]
    public void Berlin_2026_autumn_asked_between_the_two_it_waits_for_the_next_day() =>
        Schedule.Of("30 2 * * *", "Europe/Berlin").Fires("2026-10-25T01:10:00Z", 1).ShouldBe(["2026-10-26 02:30 +01:00"]);

    [Fact]
    public void Berlin_2026_autumn_an_interval_fires_in_both_hours() =>
        Schedule.Of("*/30 * * * *", "Europe/Berlin").Fires("2026-10-24T23:30:00Z", 6).ShouldBe(
        [
            "2026-10-25 02:00 +02:00", "2026-10-25 02:30 +02:00", "2026-10-25 02:00 +01:00",
            "2026-10-25 02:30 +01:00", "2026-10-25 03:00 +01:00", "2026-10-25 03:30 +01:00",
        ]);

    // The next wall time after 02:30 is a year off, yet 02:00 and 02:30 come again within the hour.
    [Fact]
    public void Berlin_2026_autumn_an_interval_of_that_day_alone_still_fires_in_both_hours() =>
        Schedule.Of("*/30 2 25 10 *", "Europe/Berlin").Fires("2026-10-25T00:00:00Z", 4).ShouldBe(
            ["2026-10-25 02:30 +02:00", "2026-10-25 02:00 +01:00", "2026-10-25 02:30 +01:00", "2027-10-25 02:00 +02:00"]);

    [Fact]
    public void Berlin_2026_autumn_six_fields_of_a_minute_fire_in_both_hours() =>
        Schedule.Of("*/30 59 2 * * *", "Europe/Berlin").Fires("2026-10-25T00:00:00Z", 4).ShouldBe(
            ["2026-10-25 02:59 +02:00", "2026-10-25 02:59:30 +02:00", "2026-10-25 02:59 +01:00", "2026-10-25 02:59:30 +01:00"]);

    [Fact]
    public void Berlin_2026_spring_either_day_fires_once_though_both_days_match() =>
        Schedule.Of("30 2 29 3 7", "Europe/Berlin").Fires("2026-03-22T12:00:00Z", 2).ShouldBe(["2026-03-29 03:00 +02:00", "2027-03-07 02:30 +01:00"]);

    [Fact]
    public void Berlin_2026_autumn_either_day_fires_once_though_both_days_match() =>
        Schedule.Of("30 2 25 * 7", "Europe/Berlin").Fires("2026-10-24T12:00:00Z", 2).ShouldBe(["2026-10-25 02:30 +02:00", "2026-11-01 02:30 +01:00"]);

    // New York, 2026-03-08 and 2026-11-01, both at 02:00.
    [Fact]
    public void New_York_2026_both_changes()
    {
        Schedule.Of("15 2 * * *", "America/New_York").Fires("2026-03-07T12:00:00Z", 2).ShouldBe(["2026-03-08 03:00 -04:00", "2026-03-09 02:15 -04:00"]);
        Schedule.Of("15 1 * * *", "America/New_York").Fires("2026-10-31T12:00:00Z", 2).ShouldBe(["2026-11-01 01:15 -04:00", "2026-11-02 01:15 -05:00"]);
        Schedule.Of("0 * * * *", "America/New_York").Fires("2026-11-01T04:30:00Z", 3).ShouldBe(
            ["2026-11-01 01:00 -04:00", "2026-11-01 01:00 -05:00", "2026-11-01 02:00 -05:00"]);
    }

    // Lord Howe's clock changes by half an hour: 2026-04-05 02:00 +11 → 01:30 +10:30, 2026-10-04 02:00 → 02:30.
    [Fact]
    public void Lord_Howe_2026_changes_by_half_an_hour()
    {
        Schedule.Of("45 1 * * *", "Australia/Lord_Howe").Fires("2026-04-04T12:00:00Z", 2).ShouldBe(["2026-04-05 01:45 +11:00", "2026-04-06 01:45 +10:30"]);
        Schedule.Of("*/15 * * * *", "Australia/Lord_Howe").Fires("2026-04-04T14:30:00Z", 4).ShouldBe(
            ["2026-04-05 01:45 +11:00", "2026-04-05 01:30 +10:30", "2026-04-05 01:45 +10:30", "2026-04-05 02:00 +10:30"]);
        Schedule.Of("15 2 * * *", "Australia/Lord_Howe").Fires("2026-10-03T12:00:00Z", 2).ShouldBe(["2026-10-04 02:30 +11:00", "2026-10-05 02:15 +11:00"]);
        Schedule.Of("*/15 * * * *", "Australia/Lord_Howe").Fires("2026-10-03T15:15:00Z", 2).ShouldBe(["2026-10-04 02:30 +11:00", "2026-10-04 02:45 +11:00"]);
    }

    // São Paulo's clock went forward at midnight: 2018-11-04 had no 00:00. And back at midnight: 2018-02-17 had 23:xx twice.
    [Fact]
    public void Sao_Paulo_2018_changes_at_midnight()
    {
        Schedule.Of("@daily", "America/Sao_Paulo").Fires("2018-11-03T12:00:00Z", 2).ShouldBe(["2018-11-04 01:00 -02:00", "2018-11-05 00:00 -02:00"]);
        Schedule.Of("30 23 * * *", "America/Sao_Paulo").Fires("2018-02-17T12:00:00Z", 2).ShouldBe(["2018-02-17 23:30 -02:00", "2018-02-18 23:30 -03:00"]);
        Schedule.Of("@daily", "America/Sao_Paulo").Fires("2018-02-17T12:00:00Z", 2).ShouldBe(["2018-02-18 00:00 -03:00", "2018-02-19 00:00 -03:00"]);
    }

    // Cairo, since 2023: forward on the last Friday of April at 00:00, back at the end of the last Thursday of October.
    [Fact]
    public void Cairo_2024_changes_at_midnight()
    {
        Schedule.Of("0 0 * * *", "Africa/Cairo").Fires("2024-04-25T12:00:00Z", 2).ShouldBe(["2024-04-26 01:00 +03:00", "2024-04-27 00:00 +03:00"]);
        Schedule.Of("0 0 * * *", "Africa/Cairo").Fires("2024-10-31T12:00:00Z", 2).ShouldBe(["2024-11-01 00:00 +02:00", "2024-11-02 00:00 +02:00"]);
        Schedule.Of("0 * * * *", "Africa/Cairo").Fires("2024-10-31T19:30:00Z", 3).ShouldBe(
            ["2024-10-31 23:00 +03:00", "2024-10-31 23:00 +02:00", "2024-11-01 00:00 +02:00"]);
    }

    // Gaza sets its clock around Ramadan: in 2023 forward only on 2023-04-29 at 02:00, and back on 2023-10-28 at 02:00.
    [Fact]
    public void Gaza_2023_changes_late()
    {
        Schedule.Of("30 2 * * *", "Asia/Gaza").Fires("2023-04-28T12:00:00Z", 2).ShouldBe(["2023-04-29 03:00 +03:00", "2023-04-30 02:30 +03:00"]);
        Schedule.Of("30 1 * * *", "Asia/Gaza").Fires("2023-10-27T12:00:00Z", 2).ShouldBe(["2023-10-28 01:30 +03:00", "2023-10-29 01:30 +02:00"]);
    }

    [Fact]
    public void Shanghai_2026_knows_no_change() =>
        Schedule.Of("30 2 * * *", "Asia/Shanghai").Fires("2026-03-28T12:00:00Z", 2).ShouldBe(["2026-03-29 02:30 +08:00", "2026-03-30 02:30 +08:00"]);

    // Dublin's standard time is the summer's; .NET counts its winter as the "saving".
    [Fact]
    public void Dublin_2026_saves_daylight_in_winter()
    {
        Schedule.Of("30 1 * * *", "Europe/Dublin").Fires("2026-03-28T12:00:00Z", 2).ShouldBe(["2026-03-29 02:00 +01:00", "2026-03-30 01:30 +01:00"]);
        Schedule.Of("30 1 * * *", "Europe/Dublin").Fires("2026-10-24T12:00:00Z", 2).ShouldBe(["2026-10-25 01:30 +01:00", "2026-10-26 01:30 +00:00"]);
        Schedule.Of("30 * * * *", "Europe/Dublin").Fires("2026-10-25T00:00:00Z", 3).ShouldBe(
            ["2026-10-25 01:30 +01:00", "2026-10-25 01:30 +00:00", "2026-10-25 02:30 +00:00"]);
    }

    // Moscow went back for good on 2014-10-26 at 02:00, +04 → +03: a change, but no daylight saving.
    [Fact]
    public void Moscow_2014_moves_its_standard_time()
    {
        Schedule.Of("30 1 * * *", "Europe/Moscow").Fires("2014-10-25T12:00:00Z", 2).ShouldBe(["2014-10-26 01:30 +04:00", "2014-10-27 01:30 +03:00"]);
        Schedule.Of("*/30 * * * *", "Europe/Moscow").Fires("2014-10-25T21:15:00Z", 4).ShouldBe(
            ["2014-10-26 01:30 +04:00", "2014-10-26 01:00 +03:00", "2014-10-26 01:30 +03:00", "2014-10-26 02:00 +03:00"]);
    }

    // Samoa went over the date line: after 2011-12-29 24:00 came 2011-12-31 00:00.
    [Fact]
    public void Samoa_2011_leaves_out_a_day()
    {
        Schedule.Of("0 12 * * *", "Pacific/Apia").Fires("2011-12-29T00:00:00Z", 3).ShouldBe(
            ["2011-12-29 12:00 -10:00", "2011-12-31 00:00 +14:00", "2011-12-31 12:00 +14:00"]);
        Schedule.Of("0 */12 * * *", "Pacific/Apia").Fires("2011-12-29T12:00:00Z", 3).ShouldBe(
            ["2011-12-29 12:00 -10:00", "2011-12-31 00:00 +14:00", "2011-12-31 12:00 +14:00"]);
    }

    // Morocco puts its clock back for the month of Ramadan: 2026-02-15 03:00 +01 → 02:00 +00, 2026-03-22 02:00 → 03:00.
    [Fact]
    public void Casablanca_2026_changes_around_ramadan()
    {
        Schedule.Of("30 2 * * *", "Africa/Casablanca").Fires("2026-02-14T12:00:00Z", 2).ShouldBe(["2026-02-15 02:30 +01:00", "2026-02-16 02:30 +00:00"]);
        Schedule.Of("30 2 * * *", "Africa/Casablanca").Fires("2026-03-21T12:00:00Z", 2).ShouldBe(["2026-03-22 03:00 +01:00", "2026-03-23 02:30 +01:00"]);
    }
}
