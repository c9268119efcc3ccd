using JobLogs.Cli.Output;

namespace JobLogs.Tests.Cli.Output;

public sealed class TextsTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData(999L, "999 ms")]
    [InlineData(12_340L, "12.3 s")]
    [InlineData(125_000L, "2 min 5 s")]
    [InlineData(7_500_000L, "2 h 5 min")]
    public void A_duration_is_told_in_its_own_unit(long? milliseconds, string text) => Texts.Duration(milliseconds).ShouldBe(text);

    [Theory]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5.0 * 1024 * 1024, "5.0 MiB")]
    [InlineData(2.5 * 1024 * 1024 * 1024, "2.5 GiB")]
    public void So_are_bytes(double bytes, string text) => Texts.Bytes(bytes).ShouldBe(text);
}
