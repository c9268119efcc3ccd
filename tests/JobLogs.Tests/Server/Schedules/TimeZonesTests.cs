using JobLogs.Server.Schedules;
using JobLogs.Server.Schedules.Zones;

namespace JobLogs.Tests.Server.Schedules;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("Etc/GMT+5")]
    [InlineData("Etc/UTC")]
    [InlineData("UTC")]
    public void Finds_an_iana_name(string name)
    {
        TimeZones.TryFind(name, out var zone, out _).ShouldBeTrue();
        zone!.Id.ShouldBe(name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_utc(string? name)
    {
        TimeZones.TryFind(name, out var zone, out _).ShouldBeTrue();
        zone.ShouldBe(TimeZoneInfo.Utc);
    }

    [Theory]
    [InlineData("Asia/Beijing", "Asia/Shanghai")]
    [InlineData("Beijing", "Asia/Shanghai")]
    [InlineData("China Standard Time", "Asia/Shanghai")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("utc", "UTC")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("Europe/Brelin", "Europe/Berlin")]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("Europe/Shanghai", "Asia/Shanghai")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("America/San_Francisco", "America/Los_Angeles")]
    [InlineData("PST", "America/Los_Angeles")]
    [InlineData("UTC+8", "Etc/GMT-8")]
    [InlineData("-05:00", "Etc/GMT+5")]
    [InlineData("GMT+00:00", "UTC")]
    public void Suggests_the_name_that_was_meant(string name, string meant)
    {
        // A zone that was found once must not make another spelling of it acceptable.
        TimeZones.TryFind(meant, out _, out _).ShouldBeTrue();

        TimeZones.TryFind(name, out _, out var error).ShouldBeFalse();
        error.ShouldBe($"There is no time zone '{name}'. Did you mean '{meant}'?");
    }

    [Theory]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("localtime")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("../zoneinfo/Europe/Berlin")]
    [InlineData("/usr/share/zoneinfo/UTC")]
    [InlineData("Europe/")]
    [InlineData(" ")]
    [InlineData("UTC+99")]
    public void Refuses_what_is_no_iana_name(string name)
    {
        TimeZones.TryFind(name, out var zone, out var error).ShouldBeFalse();
        zone.ShouldBeNull();
        error!.ShouldStartWith($"There is no time zone '{name}'.");
    }

    [Fact]
    public void A_long_name_is_shown_cut()
    {
        TimeZones.TryFind(new string('x', 10_000), out _, out var error).ShouldBeFalse();
        error!.Length.ShouldBeLessThan(250);
    }

    [Fact]
    public void Without_a_time_zone_database_the_error_says_what_to_install() =>
        ZoneName.Refuse("Europe/Berlin", ["UTC"]).ShouldContain("no time zone database. Install the package 'tzdata'");

    [Theory]
    [InlineData("Berlin", "Berlin", 0)]
    [InlineData("Berlin", "berlin", 0)]
    [InlineData("Berlin", "Berln", 1)]
    [InlineData("Berlin", "Brelin", 1)]
    [InlineData("Berlin", "Berlin2", 1)]
    [InlineData("Berlin", "", 6)]
    [InlineData("kitten", "sitting", 3)]
    public void Counts_the_slips_between_two_words(string left, string right, int slips) => EditDistance.Between(left, right).ShouldBe(slips);
}
