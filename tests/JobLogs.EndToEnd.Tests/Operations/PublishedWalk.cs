using System.Net;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>What somebody does first with a server that was just installed.</summary>
internal static class PublishedWalk
{
    /// <summary>Looks at its health and its page, makes a job, starts it and reads what it wrote.</summary>
    public static async Task GoAsync(ServerProcess server)
    {
        (await server.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("healthy");
        await ShouldHavePageAsync(server.Http);
        await server.PostAsync("/api/cronjobs", new { name = "论文", keywords = new[] { "test" }, cron_expression = "0 0 29 2 *" }, HttpStatusCode.Created);
        var run = (await server.PostAsync("/api/cronjobs/论文/trigger", new { }, HttpStatusCode.Accepted)).GetProperty("job_run_id").GetString();
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        (await server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream", giveUp.Token)).ShouldContain("event: end");

        (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString().ShouldBe("completed");
        var logs = await server.GetAsync("/api/cronjobs/论文/logs?search=论文&order=asc");
        logs.GetProperty("total").GetInt64().ShouldBePositive();
        logs.GetProperty("store").GetString().ShouldBe("database");
    }

    // Where there is no Node.js it is built without, and says so instead.
    private static async Task ShouldHavePageAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType!.MediaType == "text/html")
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.ShouldContain("<script type=\"module\"");
        }
        else
        {
            page.ShouldContain("Node.js");
        }
    }
}
