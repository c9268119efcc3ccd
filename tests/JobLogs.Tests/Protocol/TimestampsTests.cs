using System.Text;
using CsCheck;
using JobLogs.Protocol;

namespace JobLogs.Tests.Protocol;

public sealed class TimestampsTests
{
    [Theory]
    [InlineData("2025-01-31T10:30:00.000000Z", "2025-01-31T10:30:00.000000Z")]
    [InlineData("2025-01-31t10:30:00z", "2025-01-31T10:30:00.000000Z")]
    [InlineData("2025-01-31 10:30:00", "2025-01-31T10:30:00.000000Z")]
    [InlineData("2025-01-31T10:30", "2025-01-31T10:30:00.000000Z")]
    [InlineData("2025-01-31", "2025-01-31T00:00:00.000000Z")]
    [InlineData("2025-01-31T10:30:00.5Z", "2025-01-31T10:30:00.500000Z")]
    [InlineData("2025-01-31T10:30:00,5Z", "2025-01-31T10:30:00.500000Z")]
    [InlineData("2025-01-31T10:30:00.123456999Z", "2025-01-31T10:30:00.123456Z")]
    [InlineData("2025-01-31T10:30:00.999999999999Z", "2025-01-31T10:30:00.999999Z")]
    [InlineData("2025-01-31T10:30:00+08:00", "2025-01-31T02:30:00.000000Z")]
    [InlineData("2025-01-31T10:30:00+0800", "2025-01-31T02:30:00.000000Z")]
    [InlineData("2025-01-31T10:30:00+08", "2025-01-31T02:30:00.000000Z")]
    [InlineData("2025-01-31T10:30:00 08:00", "2025-01-31T02:30:00.000000Z")]
    [InlineData("2025-01-31 10:30:00.25 08:00", "2025-01-31T02:30:00.250000Z")]
    [InlineData("2025-01-31T10:30:00-05:30", "2025-01-31T16:00:00.000000Z")]
    [InlineData("2025-01-31T10:30:00-00:00", "2025-01-31T10:30:00.000000Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000000Z")]
    [InlineData("2000-02-29", "2000-02-29T00:00:00.000000Z")]
    [InlineData("1970-01-01", "1970-01-01T00:00:00.000000Z")]
    [InlineData("1969-12-31T20:00:00-04:00", "1970-01-01T00:00:00.000000Z")]
    [InlineData("2261-12-31T23:59:59.9999999Z", "2261-12-31T23:59:59.999999Z")]
    [InlineData("2262-01-01T00:00:00+00:01", "2261-12-31T23:59:00.000000Z")]
    public void Reads_the_usual_forms(string text, string expected)
    {
        Timestamps.TryParse(text, out long micros, out string? problem).ShouldBeTrue(problem);
        Timestamps.ToText(micros).ShouldBe(expected);
        Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out long again).ShouldBeTrue();
        again.ShouldBe(micros);
    }

    [Theory]
    [InlineData("", "RFC 3339")]
    [InlineData("now", "RFC 3339")]
    [InlineData("1738319400", "RFC 3339")]
    [InlineData("20250131T103000Z", "RFC 3339")]
    [InlineData("2025-1-31", "RFC 3339")]
    [InlineData("2025-01-31Z", "RFC 3339")]
    [InlineData("2025-01-31T", "RFC 3339")]
    [InlineData("2025-01-31T10", "RFC 3339")]
    [InlineData("2025-01-31T10:30:", "RFC 3339")]
    [InlineData("2025-01-31T10:30:0", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00.", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00.Z", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00ZZ", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00 ", "RFC 3339")]
    [InlineData(" 2025-01-31T10:30:00", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+8", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+08:", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+08:0", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+08:60", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+24:00", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00+08:00x", "RFC 3339")]
    [InlineData("２０２５-01-31", "RFC 3339")]
    [InlineData("2025-01-31T10:30:00.00000000000000000000000000000000000000000000000000Z", "RFC 3339")]
    [InlineData("2025-02-29", "no such date")]
    [InlineData("1900-02-29", "no such date")]
    [InlineData("2025-13-01", "no such date")]
    [InlineData("2025-00-01", "no such date")]
    [InlineData("2025-04-31", "no such date")]
    [InlineData("2025-04-00", "no such date")]
    [InlineData("0000-01-01", "no such date")]
    [InlineData("2025-01-31T24:00:00Z", "no such date")]
    [InlineData("2025-01-31T10:60:00Z", "no such date")]
    [InlineData("2025-01-31T10:30:61Z", "no such date")]
    [InlineData("2016-12-31T23:59:60Z", "leap second")]
    [InlineData("1969-12-31T23:59:59.999999Z", "out of range")]
    [InlineData("1970-01-01T00:00:00+00:01", "out of range")]
    [InlineData("2262-01-01", "out of range")]
    [InlineData("9999-12-31T23:59:59-23:59", "out of range")]
    public void Refuses_everything_else_and_says_why(string text, string why)
    {
        Timestamps.TryParse(text, out long micros, out string? problem).ShouldBeFalse();
        micros.ShouldBe(0);
        problem.ShouldNotBeNull().ShouldContain(why);
        Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? again).ShouldBeFalse();
        again.ShouldBe(problem);
    }

    [Fact]
    public void Writes_what_it_reads_for_every_microsecond() =>
        Gen.Long[Timestamps.Min, Timestamps.Max].Sample(micros =>
        {
            string text = Timestamps.ToText(micros);
            text.Length.ShouldBe(Timestamps.Length);
            text.ShouldBe(Timestamps.ToDateTimeOffset(micros).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
            Timestamps.TryParse(text, out long read).ShouldBeTrue();
            read.ShouldBe(micros);
        });

    [Fact]
    public void Converts_any_offset() =>
        Gen.Select(Gen.Long[Timestamps.Min + 86_400_000_000, Timestamps.Max - 86_400_000_000], Gen.Int[-839, 839]).Sample((micros, minutes) =>
        {
            DateTimeOffset local = Timestamps.ToDateTimeOffset(micros).ToOffset(TimeSpan.FromMinutes(minutes));
            Timestamps.TryParse(local.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz"), out long read).ShouldBeTrue();
            read.ShouldBe(micros);
        });

    [Fact]
    public void Refuses_to_write_a_time_that_the_wire_cannot_carry()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Timestamps.ToText(Timestamps.Min - 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Timestamps.ToText(Timestamps.Max + 1));
    }

    [Fact]
    public void Cuts_a_clock_to_the_microsecond() =>
        Timestamps.FromDateTimeOffset(new DateTimeOffset(DateTime.UnixEpoch.AddTicks(19), TimeSpan.Zero)).ShouldBe(1);
}
