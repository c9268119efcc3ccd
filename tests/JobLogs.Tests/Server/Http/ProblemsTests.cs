using System.Text;
using JobLogs.Server.Http;
using Microsoft.AspNetCore.Http;

namespace JobLogs.Tests.Server.Http;

/// <summary>The codes of refusals that say when to come again.</summary>
public sealed class ProblemsTests
{
    [Fact]
    public void A_server_that_stops_says_so_and_not_that_its_database_is_gone() =>
        (Problems.Stopping().Status, Problems.Stopping().Code, Problems.Stopping().RetryAfterSeconds).ShouldBe((503, "shutting_down", 2));

    [Fact]
    public async Task Text_is_escaped_no_more_than_json_demands()
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await Problems.BadRequest("There is no '论文' in <+>.").ExecuteAsync(context);

        Encoding.UTF8.GetString(body.ToArray()).ShouldContain("\"detail\":\"There is no '论文' in <+>.\"");
    }
}
