using JobLogs.Server.Schedules.Wording;

namespace JobLogs.Tests.Server.Schedules;

public sealed class CronWarningsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 0 * * *", "UTC")]
    [InlineData("*/5 * * * *", "Europe/Berlin")]
    [InlineData("0 12 * * 1-5", "Europe/Berlin")]
    [InlineData("30 2 * * *", "Asia/Shanghai")]
    [InlineData("0 0 L * *", "UTC")]
    [InlineData("0 9-17/3 * * *", "UTC")]
    [InlineData("0 0 28 * *", "UTC")]
    [InlineData("0 0 29 1 *", "UTC")]
    [InlineData("30 2 1 * *", "Europe/Berlin")]
    public void Nothing_surprising_has_no_warning(string expression, string zone) =>
        CronWarnings.Of(Schedule.Of(expression, zone), Now).ShouldBeEmpty();

    [Theory]
    [InlineData("0 0 13 * 5", "UTC", "either is enough (the rule of Unix cron): it fires on day 13 of every month, and also on Friday.")]
    [InlineData("*/7 * * * *", "UTC", "'*/7' in the minute field starts again at 0 every hour: from 56 to the next 0 the distance is 4, not 7.")]
    [InlineData("3/25 * * * *", "UTC", "from 53 to the next 3 the distance is 10, not 25.")]
    [InlineData("0 */5 * * *", "UTC", "'*/5' in the hour field starts again at 0 every day: from 20 to the next 0 the distance is 4, not 5.")]
    [InlineData("0 0 * */5 *", "UTC", "'*/5' in the month field starts again at 1 every year")]
    [InlineData("0 0 * * */2", "UTC", "'*/2' in the day-of-week field starts again at 0 every week: from 6 to the next 0 the distance is 1, not 2.")]
    [InlineData("0 0 */2 * *", "UTC", "starts again at day 1 every month")]
    [InlineData("0 0 31 * *", "UTC", "There is no day 31 in February, April, June, September and November")]
    [InlineData("0 0 30 * *", "UTC", "There is no day 30 in February:")]
    [InlineData("0 0 29 * *", "UTC", "There is no day 29 in February outside leap years")]
    [InlineData("*/10 * * * * *", "UTC", "It fires 6 times in a minute")]
    [InlineData("30 2 * * *", "Europe/Berlin", "On 2026-03-29 the clock in Europe/Berlin goes from 02:00 to 03:00, so 02:30 does not exist that day: it fires once, at 03:00.")]
    [InlineData("30 2 * * *", "Europe/Berlin", "On 2026-10-25 the clock in Europe/Berlin goes back from 03:00 to 02:00, so 02:30 comes twice that day: it fires once, at the first.")]
    [InlineData("*/30 2 * * *", "Europe/Berlin", "so 02:00 does not exist that day: what falls into the gap is left out.")]
    [InlineData("*/30 2 * * *", "Europe/Berlin", "so 02:00 comes twice that day: an interval fires both times.")]
    [InlineData("30 23 * * *", "Africa/Cairo", "On 2026-10-29 the clock in Africa/Cairo goes back from 00:00 on 2026-10-30 to 23:00, so 23:30 comes twice that day")]
    public void Warns_of_what_surprises(string expression, string zone, string text) =>
        CronWarnings.Of(Schedule.Of(expression, zone), Now).ShouldContain(warning => warning.Text.Contains(text));

    [Fact]
    public void Clock_changes_are_those_of_the_coming_year() =>
        CronWarnings.Of(Schedule.Of("30 2 * * *", "Europe/Berlin"), new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero))
            .Select(warning => warning.Text[..13]).ShouldBe(["On 2026-10-25", "On 2027-03-28"]);

    [Fact]
    public void A_present_between_two_seconds_changes_no_time_of_the_clock() =>
        Texts("* 2 * * *", "Europe/Berlin", Now.AddTicks(1_234_567)).ShouldBe(Texts("* 2 * * *", "Europe/Berlin", Now));

    [Theory]
    [InlineData("0 0 13 * 5", "UTC", "either_day day_of_month=13 day_of_week=5 month=*")]
    [InlineData("*/7 * * * *", "UTC", "uneven_step field=minute first=0 last=56 rest=4 step=7 text=*/7")]
    [InlineData("0 0 */2 * *", "UTC", "monthly_step first=1 step=2 text=*/2")]
    [InlineData("0 0 31 * *", "UTC", "missing_day day=31 months=2,4,6,9,11")]
    [InlineData("0 0 29 * *", "UTC", "leap_day")]
    [InlineData("*/10 * * * * *", "UTC", "many_a_minute times=6")]
    [InlineData("30 2 * * *", "Europe/Berlin", "clock_gap date=2026-03-29 from=02:00 outcome=once time=02:30 to=03:00 zone=Europe/Berlin")]
    [InlineData("*/30 2 * * *", "Europe/Berlin", "clock_gap date=2026-03-29 from=02:00 outcome=left_out time=02:00 to=03:00 zone=Europe/Berlin")]
    [InlineData("30 23 * * *", "Africa/Cairo", "clock_overlap date=2026-10-29 from=00:00 outcome=first time=23:30 to=23:00 zone=Africa/Cairo")]
    public void Says_what_a_warning_is_made_of_for_whoever_speaks_another_language(string expression, string zone, string expected) =>
        CronWarnings.Of(Schedule.Of(expression, zone), Now)
            .Select(warning => string.Join(' ', warning.Detail.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}").Prepend(warning.Detail.Code)))
            .ShouldContain(expected);

    private static string[] Texts(string expression, string zone, DateTimeOffset now) =>
        [.. CronWarnings.Of(Schedule.Of(expression, zone), now).Select(warning => warning.Text)];
}
