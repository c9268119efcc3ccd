using JobLogs.Server.Http;

namespace JobLogs.Tests.Server.Http;

/// <summary>The codes of refusals that say when to come again.</summary>
public sealed class ProblemsTests
{
    [Fact]
    public void A_server_that_stops_says_so_and_not_that_its_database_is_gone() =>
        (Problems.Stopping().Status, Problems.Stopping().Code, Problems.Stopping().RetryAfterSeconds).ShouldBe((503, "shutting_down", 2));
}
