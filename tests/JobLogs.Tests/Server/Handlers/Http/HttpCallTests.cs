using JobLogs.Server.Handlers.Http;

namespace JobLogs.Tests.Server.Handlers.Http;

/// <summary>What a redirect makes of a request.</summary>
public sealed class HttpCallTests
{
    private static readonly HttpCall Call = new(
        HttpMethod.Post,
        new Uri("https://example.com/a"),
        [new("Authorization", "Bearer t"), new("X-Api-Key", "k"), new("Cookie", "c=1"), new("Accept", "text/html"), new("Content-Language", "de")],
        [1, 2],
        "text/plain");

    [Theory]
    [InlineData(301, "GET", false)]
    [InlineData(302, "GET", false)]
    [InlineData(303, "GET", false)]
    [InlineData(307, "POST", true)]
    [InlineData(308, "POST", true)]
    public void Method_and_body_follow_the_status(int status, string method, bool hasBody)
    {
        var next = Call.Redirected(status, new Uri("https://example.com/b"));

        (next.Method.Method, next.Body is not null, next.Url.AbsolutePath).ShouldBe((method, hasBody, "/b"));
    }

    [Fact]
    public void On_the_same_origin_headers_go_along() =>
        Call.Redirected(307, new Uri("https://EXAMPLE.com:443/b")).Headers.ShouldBe(Call.Headers);

    [Theory]
    [InlineData("https://example.org/b")]
    [InlineData("https://sub.example.com/b")]
    [InlineData("https://example.com:8443/b")]
    public void To_another_origin_goes_no_header_that_can_hold_a_credential(string target) =>
        Call.Redirected(307, new Uri(target)).Headers.Select(header => header.Key).ShouldBe(["Accept", "Content-Language"]);

    [Fact]
    public void A_header_of_the_job_stands_in_the_place_of_the_usual_one()
    {
        using var message = (Call with { Headers = [new("User-Agent", "probe/1"), new("Content-Type", "application/xml")] }).Message();

        message.Headers.UserAgent.ToString().ShouldBe("probe/1");
        message.Content!.Headers.ContentType!.ToString().ShouldBe("application/xml");
    }
}
