using JobLogs.Server.Schedules.Wording;

namespace JobLogs.Tests.Server.Schedules;

public sealed class CronDescriptionTests
{
    [Theory]
    // Clock times.
    [InlineData("0 0 * * *", "Every day at 00:00")]
    [InlineData("@daily", "Every day at 00:00")]
    [InlineData("30 9,17 * * *", "Every day at 09:30 and 17:30")]
    [InlineData("0,30 9-10 * * *", "Every day at 09:00, 09:30, 10:00 and 10:30")]
    [InlineData("15 0 9 * * *", "Every day at 09:00:15")]
    [InlineData("0 1,2,4,8,16,20 * * *", "Every day at 01:00, 02:00, 04:00, 08:00, 16:00 and 20:00")]
    // Intervals.
    [InlineData("* * * * *", "Every minute")]
    [InlineData("*/5 * * * *", "Every 5 minutes")]
    [InlineData("0/30 * * * *", "Every 30 minutes")]
    [InlineData("0,15,30,45 * * * *", "Every 15 minutes")]
    [InlineData("@hourly", "Every hour, on the hour")]
    [InlineData("20 * * * *", "Every hour at minute 20")]
    [InlineData("0 */2 * * *", "Every 2 hours from 00:00 to 22:00")]
    [InlineData("15 8-20/3 * * *", "Every 3 hours from 08:15 to 20:15")]
    [InlineData("0 9-17 * * *", "Every hour from 09:00 to 17:00")]
    [InlineData("* 9 * * *", "Every minute from 09:00 to 09:59")]
    [InlineData("*/5 9-17 * * *", "Every 5 minutes from 09:00 to 17:59")]
    [InlineData("* * * * * *", "Every second")]
    [InlineData("*/10 * * * * *", "Every 10 seconds")]
    [InlineData("*/10 * 9-17 * * *", "Every 10 seconds from 09:00:00 to 17:59:59")]
    [InlineData("30 */5 * * * *", "Every 5 minutes, at second 30 of the minute")]
    [InlineData("15 0 * * * *", "Every hour at minute 0, at second 15 of the minute")]
    // Too odd for a phrase: field by field.
    [InlineData("*/7 * * * *", "At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour")]
    [InlineData("1-59/2 * * * *", "Every 2 minutes from minute 1 to minute 59 of every hour")]
    [InlineData("10-20 * * * *", "Every minute from minute 10 to minute 20 of every hour")]
    [InlineData("*/7 9-17 * * *", "At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour from 09:00 to 17:59")]
    [InlineData("*/10 1,3,8 * * *", "Every 10 minutes in the hours 1, 3 and 8")]
    [InlineData("* */8,9 * * *", "Every minute in the hours 0, 8, 9 and 16")]
    [InlineData("1-3 1,3,8 * * *", "Every day at 01:01, 01:02, 01:03, 03:01, 03:02, 03:03, 08:01, 08:02 and 08:03")]
    [InlineData("1-5 1,3,8 * * *", "Every minute from minute 1 to minute 5 of the hours 1, 3 and 8")]
    [InlineData("*/10 30 2,4 * * *", "Every 10 seconds, while the minute is 30 and the hour is 2 or 4")]
    [InlineData("1,5 * * * * *", "At seconds 1 and 5 of the minute")]
    [InlineData("*/10 1,2 * * * *", "Every 10 seconds, while the minute is 1 or 2")]
    // Days.
    [InlineData("0 9 * * 1-5", "At 09:00, Monday to Friday")]
    [InlineData("0 9 * * 0,6", "At 09:00, on Saturday and Sunday")]
    [InlineData("0 9 * * FRI-SUN", "At 09:00, Friday to Sunday")]
    [InlineData("0 9 * * 7", "At 09:00, on Sunday")]
    [InlineData("0 9 * * 5L", "At 09:00, on the last Friday of the month")]
    [InlineData("0 9 * * 1#2", "At 09:00, on the second Monday of the month")]
    [InlineData("0 0 1 * *", "At 00:00, on day 1 of every month")]
    [InlineData("0 0 1-7 * *", "At 00:00, on days 1 to 7 of every month")]
    [InlineData("0 0 L * *", "At 00:00, on the last day of every month")]
    [InlineData("0 0 L-1 * *", "At 00:00, on the day before the last day of every month")]
    [InlineData("0 0 L-3 * *", "At 00:00, on the day 3 days before the last day of every month")]
    [InlineData("0 0 LW * *", "At 00:00, on the last weekday (Monday to Friday) of every month")]
    [InlineData("0 0 L-2W * *", "At 00:00, on the weekday (Monday to Friday) nearest to the day 2 days before the last day of every month")]
    [InlineData("0 0 15W * *", "At 00:00, on the weekday (Monday to Friday) nearest to day 15 of every month")]
    [InlineData("0 0 1 1 *", "At 00:00, on 1 January")]
    [InlineData("0 0 1 1,7 *", "At 00:00, on day 1 of the month, in January and July")]
    [InlineData("0 0 * 6-8 *", "At 00:00, every day from June to August")]
    [InlineData("0 0 * 6 *", "At 00:00, every day in June")]
    [InlineData("*/5 9-17 * 12 1-5", "Every 5 minutes from 09:00 to 17:59, Monday to Friday, in December")]
    [InlineData("0 0 13 * 5", "At 00:00, on day 13 of every month or on Friday (either is enough)")]
    [InlineData("0 0 1 * 1-5", "At 00:00, on day 1 of every month or on Monday to Friday (either is enough)")]
    [InlineData("0 0 */10 * 5", "At 00:00, on days 1, 11, 21 and 31 of every month, but only on Friday")]
    [InlineData("0 0 1-7 * */2", "At 00:00, on days 1 to 7 of every month, but only on Tuesday, Thursday, Saturday and Sunday")]
    [InlineData("0 0 1-31 * 5", "Every day at 00:00")]
    [InlineData("0 0 ? * 5", "At 00:00, on Friday")]
    public void Says_what_the_expression_means(string expression, string sentence) =>
        CronDescription.Of(Schedule.Of(expression, "Europe/Berlin")).ShouldBe($"{sentence} (Europe/Berlin).");

    [Fact]
    public void Names_utc() => CronDescription.Of(Schedule.Of("0 0 * * *")).ShouldBe("Every day at 00:00 (UTC).");
}
