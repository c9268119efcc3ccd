using System.Text.Json;
using JobLogs.Server.Schedules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Schedules;

public sealed class CronEndpointsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 27, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Previews_an_expression_in_its_zone()
    {
        var (status, body) = await Get("?expression=30+2+*+*+*&timezone=Europe/Berlin&count=2");

        status.ShouldBe(200);
        body.ShouldBe(
            """
            {"expression":"30 2 * * *","timezone":"Europe/Berlin","description":"Every day at 02:30 (Europe/Berlin).",
            "fires":[{"at":"2026-03-28T01:30:00.000000Z","local":"2026-03-28T02:30:00+01:00"},{"at":"2026-03-29T01:00:00.000000Z","local":"2026-03-29T03:00:00+02:00"}],
            "warnings":["On 2026-03-29 the clock in Europe/Berlin goes from 02:00 to 03:00, so 02:30 does not exist that day: it fires once, at 03:00.",
            "On 2026-10-25 the clock in Europe/Berlin goes back from 03:00 to 02:00, so 02:30 comes twice that day: it fires once, at the first."],
            "warning_details":[{"code":"clock_gap","values":{"zone":"Europe/Berlin","date":"2026-03-29","from":"02:00","to":"03:00","time":"02:30","outcome":"once"}},
            {"code":"clock_overlap","values":{"zone":"Europe/Berlin","date":"2026-10-25","from":"03:00","to":"02:00","time":"02:30","outcome":"first"}}]}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("&count=", 10)]
    [InlineData("&count=1", 1)]
    [InlineData("&count=100", 100)]
    public async Task Shows_as_many_fires_as_were_asked_for(string count, int fires)
    {
        var (_, body) = await Get("?expression=*+*+*+*+*" + count);

        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("fires").GetArrayLength().ShouldBe(fires);
        json.RootElement.GetProperty("timezone").GetString().ShouldBe("UTC");
    }

    [Theory]
    [InlineData("", "expression", "is empty")]
    [InlineData("?expression=60+*+*+*+*", "expression", "60 is outside the minute field")]
    [InlineData("?expression=0+0+*+*+*&timezone=Asia/Beijing", "timezone", "Asia/Shanghai")]
    [InlineData("?expression=0+0+*+*+*&count=0", "count", "from 1 to 100")]
    [InlineData("?expression=0+0+*+*+*&count=101", "count", "from 1 to 100")]
    [InlineData("?expression=0+0+*+*+*&count=many", "count", "from 1 to 100")]
    [InlineData("?expression=0+0+*+*+*&zone=UTC", "zone", "timezone")]
    public async Task Refuses_bad_input_naming_it(string query, string field, string text)
    {
        var (status, body) = await Get(query);

        status.ShouldBe(400);
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(text);
    }

    [Fact]
    public async Task Tells_everything_that_is_wrong_at_once()
    {
        var (_, body) = await Get("?expression=60+*+*+*+*&timezone=Nowhere&count=0");

        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["expression", "timezone", "count"], ignoreOrder: true);
    }

    private async Task<(int Status, string Body)> Get(string query)
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "GET";
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = body;
        await CronEndpoints.Preview(context.Request, _time).ExecuteAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
