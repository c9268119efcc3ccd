using JobLogs.Server.Live;

namespace JobLogs.Tests.Server.Live;

public sealed class LiveOptionsTests
{
    [Fact]
    public void The_defaults_are_good() => new LiveOptionsCheck().Validate(null, new LiveOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void All_that_is_wrong_is_told_with_its_setting()
    {
        var result = new LiveOptionsCheck().Validate(null, new LiveOptions { WebSocketTimeout = TimeSpan.Zero, MaxConnections = 0 });

        result.Failures!.Count().ShouldBe(2);
        result.FailureMessage!.ShouldContain("WEBSOCKET_TIMEOUT");
        result.FailureMessage!.ShouldContain("Live:MaxConnections");
    }
}
