using JobLogs.Cli.Output;

namespace JobLogs.Tests.Cli.Output;

public sealed class ProgressBarTests
{
    private static readonly Func<double, string> Entries = static entries => $"{entries:0} entries";

    [Fact]
    public void A_bar_shows_share_rate_and_the_time_that_is_left() =>
        ProgressBar.Line("Comparing", 250, 1000, TimeSpan.FromSeconds(5), Entries)
            .ShouldBe("Comparing [######..................] 25% 250 entries of 1000 entries, 50 entries/s, 15.0 s left");

    [Fact]
    public void Where_the_whole_is_not_known_only_the_rate_is_told() =>
        ProgressBar.Line("Exporting", 3 * 1024 * 1024, null, TimeSpan.FromSeconds(2), Texts.Bytes).ShouldBe("Exporting 3.0 MiB, 1.5 MiB/s");

    [Fact]
    public void At_the_beginning_nothing_is_known_of_the_time() =>
        ProgressBar.Line("Sending", 0, 10, TimeSpan.Zero, Entries).ShouldEndWith("0% 0 entries of 10 entries, 0 entries/s, ? left");

    [Fact]
    public void More_than_the_whole_is_the_whole() =>
        ProgressBar.Line("Sending", 12, 10, TimeSpan.FromSeconds(1), Entries).ShouldBe("Sending [########################] 100% 12 entries of 10 entries, 12 entries/s, 0 ms left");
}
