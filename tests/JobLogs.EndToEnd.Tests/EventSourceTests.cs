using System.Text;
using JobLogs.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace JobLogs.EndToEnd.Tests;

/// <summary>A browser's own EventSource, which resumes by itself.</summary>
[Trait("Category", "Slow")]
public sealed class EventSourceTests
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Cuts = 3;
    private const int Entries = 300;

    private const string Follow = """
        path => new Promise(resolve => {
            const source = new EventSource(path);
            const seen = { seqs: [], ends: 0 };
            source.addEventListener('log', event => seen.seqs.push(JSON.parse(event.data).seq));
            source.addEventListener('end', () => seen.ends++);
            source.addEventListener('error', () => {
                // Only an answer such as 204 makes a browser give up.
                if (source.readyState === EventSource.CLOSED) {
                    resolve(JSON.stringify(seen));
                }
            });
        })
        """;

    [Fact]
    public async Task A_browser_that_is_cut_off_resumes_and_stops_when_the_run_is_over()
    {
        Assert.SkipUnless(File.Exists(Chromium), "needs Chromium (Debian: chromium)");
        await using var server = await ServerProcess.StartAsync();
        var (_, run) = await server.StartExternalRunAsync("followed");
        await WriteAsync(server, run);
        await using var proxy = new CuttingProxy(server.Address, Cuts, static number => 5_000 + (number * 3_000));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync();
        await page.RouteAsync("**/page", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html>" }));
        await page.GotoAsync(new Uri(proxy.Address, "/page").ToString());

        var seen = await page.EvaluateAsync<string>(Follow, $"/api/job-runs/{run}/logs/stream?tail=10000");

        proxy.Cuts.ShouldBe(Cuts);
        seen.ShouldBe($$"""{"seqs":[{{string.Join(',', Enumerable.Range(1, Entries))}}],"ends":1}""");
    }

    private static async Task WriteAsync(ServerProcess server, string run)
    {
        using var content = new StringContent(
            string.Concat(Enumerable.Repeat("{\"message\": \"one of many\"}\n", Entries)), Encoding.UTF8, "application/x-ndjson");
        using var written = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content);
        written.EnsureSuccessStatusCode();
        using var done = await server.Http.PatchAsync($"/api/job-runs/{run}", new StringContent("""{"status": "completed"}""", Encoding.UTF8, "application/json"));
        done.EnsureSuccessStatusCode();
    }
}
