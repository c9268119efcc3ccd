using JobLogs.Server.Copies.Feeding;

namespace JobLogs.Tests.Server.Copies;

public sealed class CopyBackoffTests
{
    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(2, 0, 1)]
    [InlineData(5, 0, 8)]
    [InlineData(6, 0, 15)]
    [InlineData(1000, 0, 15)]
    [InlineData(1000, 0.999, 18.746)]
    public void Doubles_to_a_limit_and_varies_by_a_quarter(int failures, double jitter, double seconds) =>
        new CopyBackoff(() => jitter).After(failures).TotalSeconds.ShouldBe(seconds, 0.01);
}
