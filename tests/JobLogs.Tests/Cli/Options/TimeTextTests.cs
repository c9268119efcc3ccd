using JobLogs.Cli.Options;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Cli.Options;

public sealed class TimeTextTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("90s", "2025-01-31T10:28:30Z")]
    [InlineData("15m", "2025-01-31T10:15:00Z")]
    [InlineData("1.5h", "2025-01-31T09:00:00Z")]
    [InlineData("7d", "2025-01-24T10:30:00Z")]
    [InlineData("2025-01-31T10:30:00+08:00", "2025-01-31T02:30:00Z")]
    public void A_time_is_written_out_or_how_long_ago_it_is(string text, string expected)
    {
        TimeText.TryParse(text, _clock, out var time).ShouldBeTrue();

        time.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2w")]
    [InlineData("-2h")]
    [InlineData("h")]
    [InlineData("")]
    public void Anything_else_is_no_time(string text) => TimeText.TryParse(text, _clock, out _).ShouldBeFalse();
}
