using System.Text.RegularExpressions;
using JobLogs.Server.Schedules;

namespace JobLogs.Tests.Server.Schedules;

public sealed partial class CronRefusalTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "is empty" },
        { "* * * *", "has 4 fields" },
        { "hello", "has 1 field." },
        { "0 0 12 * * * 2026", "has 7 fields. A year field does not exist" },
        { "@reboot", "names no time" },
        { "@every 5m", "is not cron" },
        { "@fortnightly", "not a known macro" },
        { "@daily 5", "not a known macro" },
        { "60 * * * *", "60 is outside the minute field: it goes from 0 to 59" },
        { "0 24 * * *", "24 is outside the hour field: it goes from 0 to 23" },
        { "60 0 0 * * *", "60 is outside the second field" },
        { "0 0 0 * *", "0 is outside the day-of-month field: it goes from 1 to 31" },
        { "0 0 32 * *", "32 is outside the day-of-month field" },
        { "0 0 1 13 *", "13 is outside the month field: it goes from 1 to 12 or JAN to DEC" },
        { "0 0 * * 8", "8 is outside the day-of-week field: it goes from 0 to 7 (0 and 7 are Sunday) or SUN to SAT" },
        { "99999999999999 * * * *", "outside the minute field" },
        { "*/0 * * * *", "'/0' in the minute field '*/0' is not a step" },
        { "*/x * * * *", "is not a step" },
        { "*/ * * * *", "is not a step" },
        { "*/90 * * * *", "larger than the field: steps go from 1 to 59" },
        { "0 */24 * * *", "larger than the field: steps go from 1 to 23" },
        { "1,,2 * * * *", "empty place in its list" },
        { ", * * * *", "empty place in its list" },
        { "-1 * * * *", "is not a value" },
        { "1- * * * *", "is not a value" },
        { "1-2-3 * * * *", "is not a value" },
        { "1/2/3 * * * *", "is not a step" },
        { "** * * * *", "is not a value" },
        { "? * * * *", "in a day field only" },
        { "0 9 * * MONDAY", "Names have three letters" },
        { "0 9 * * MONDAY-FRIDAY", "Names have three letters" },
        { "0 9 * january *", "Names have three letters" },
        { "0 9 * FOO *", "'FOO' in the month field is not a value" },
        { "MON * * * *", "'MON' in the minute field is not a value" },
        { "H * * * *", "'H' in the minute field is not a value" },
        { "٣ * * * *", "is not a value" },
        { "0 0 L,15 * *", "each alone" },
        { "0 0 32W * *", "each alone" },
        { "0 0 W * *", "each alone" },
        { "0 0 L-31 * *", "each alone" },
        { "0 0 * * L", "5L (last Friday)" },
        { "0 0 * * 5#6", "#1 to #5" },
        { "0 0 * * 8#1", "#1 to #5" },
        { "0 0 30 2 *", "never fires: February never has a day 30" },
        { "0 0 31 4,6 *", "never fires: April and June never have a day 31" },
        { "0 0 30-31 2 *", "never has a day 30 or later" },
        { "0 0 */30 2 0#5", "no date satisfies" },
        { "0 0 30 2 */2", "never fires" },
        { "0 0 31W 2 *", "never fires" },
        { new string('1', 600), "at most 512" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_what_was_wrong_and_shows_a_form_that_is_right(string expression, string what)
    {
        var error = Schedule.Refusal(expression);

        error.ShouldContain(what);
        var example = Example().Match(error).Groups[1].Value;
        CronSchedule.TryParse(example, TimeZoneInfo.Utc, out _, out var again).ShouldBeTrue($"{error} → {again}");
    }

    [Theory]
    [InlineData("60 9 * * 1-5", "'0 9 * * 1-5'")]
    [InlineData("0 24 * * *", "'0 0 * * *'")]
    [InlineData("0 9 * * MONDAY-FRI", "'0 9 * * MON-FRI'")]
    [InlineData("0 9 1,40 * *", "'0 9 1,31 * *'")]
    [InlineData("1,,2 * * * *", "'1,2 * * * *'")]
    [InlineData("0 0 12 * * ? 2026", "'0 0 12 * * ?'")]
    [InlineData("0 12", "'0 12 * * *'")]
    [InlineData("99 99 * * *", "'0 9 * * 1-5'")]
    public void The_corrected_example_keeps_what_was_right(string expression, string example) =>
        Schedule.Refusal(expression).ShouldContain($"example: {example}", Case.Insensitive);

    [Fact]
    public void What_only_a_clock_change_hides_never_fires()
    {
        // Every European clock skips this hour of this day: 02:00 to 03:00 on the last Sunday of March, since 1981.
        CronSchedule.TryParse("*/10 2 * 3 7L", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), out _, out var error).ShouldBeFalse();
        error!.ShouldContain("left out by the clock change in Europe/Berlin");
    }

    [GeneratedRegex("example: '([^']+)'")]
    private static partial Regex Example();
}
