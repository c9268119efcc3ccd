using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace JobLogs.EndToEnd.Tests;

/// <summary>
/// The specification's own clients run as they stand (samples/specification). They name the job <c>job123</c> and the
/// address <c>localhost:8000</c>, so the server is started there.
/// </summary>
public sealed class SpecificationTests
{
    private const int Port = 8000;
    private const string Python = "/usr/bin/python3";
    private const string Chromium = "/usr/bin/chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_Python_client_reads_the_log_and_follows_it()
    {
        Assert.SkipUnless(CanImport("requests") && CanImport("websockets"), "needs /usr/bin/python3 with requests and websockets (Debian: python3-requests python3-websockets)");
        Assert.SkipUnless(PortIsFree(), $"needs port {Port}, which somebody else has");
        await using var server = await ServerProcess.StartAsync(Port);
        var (_, run) = await server.StartExternalRunAsync("job123");
        using var client = Process.Start(new ProcessStartInfo(Python, ["-u", Sample("client.py")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await WriteErrorAsync(server, run, patience.Token);
            var line = await client.StandardOutput.ReadLineAsync(patience.Token);
            while (line?.Contains("'type': 'log'", StringComparison.Ordinal) == false)
            {
                line = await client.StandardOutput.ReadLineAsync(patience.Token);
            }

            line.ShouldNotBeNull(line is null ? await client.StandardError.ReadToEndAsync(patience.Token) : null);
            line.ShouldStartWith("日志: ");
            line.ShouldContain("处理失败");
        }
        finally
        {
            client.Kill();
        }
    }

    [Fact]
    public async Task The_JavaScript_frontend_reads_the_log_and_follows_it_in_a_browser()
    {
        Assert.SkipUnless(File.Exists(Chromium), "needs Chromium (Debian: chromium)");
        Assert.SkipUnless(PortIsFree(), $"needs port {Port}, which somebody else has");
        await using var server = await ServerProcess.StartAsync(Port);
        var (_, run) = await server.StartExternalRunAsync("job123");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync();
        var lines = new List<string>();
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Console += (_, message) =>
        {
            lines.Add(message.Text);
            if (message.Text.Contains("处理失败", StringComparison.Ordinal))
            {
                seen.TrySetResult(message.Text);
            }
        };
        // Any document of this origin will do but the server's own page, whose policy lets no other script in.
        await page.GotoAsync($"http://localhost:{Port}/health/live");

        var sample = await File.ReadAllTextAsync(Sample("frontend.js"));
        await page.AddScriptTagAsync(new() { Content = sample });
        using var patience = new CancellationTokenSource(Patience);
        await WriteErrorAsync(server, run, patience.Token);
        var line = await seen.Task.WaitAsync(Patience);
        var logs = await page.EvaluateAsync<JsonElement>("getJobLogs('job123', {level: 'ERROR'})");

        line.ShouldBe("[ERROR] 处理失败");
        logs.GetProperty("total").GetInt32().ShouldBe(1);
        logs.GetProperty("logs")[0].GetProperty("message").GetString().ShouldBe("处理失败");
    }

    private static async Task WriteErrorAsync(ServerProcess server, string run, CancellationToken cancellationToken)
    {
        using var content = new StringContent("""{"message": "处理失败", "level": "ERROR"}""", Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync($"/api/job-runs/{run}/logs", content, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static bool CanImport(string module)
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import " + module]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static bool PortIsFree()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Sample(string name) => Path.Combine(RepositoryRoot.Path, "samples", "specification", name);
}
