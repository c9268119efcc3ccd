using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Samples;

/// <summary>What samples/ shows works.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SampleTests : CommandLineTest
{
    [Fact]
    public async Task The_worker_service_logs_a_run()
    {
        var result = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "sample-worker.dll"));

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        var run = await LastRunAsync("sample-import");
        run.GetProperty("status").GetString().ShouldBe("completed");
        (run.GetProperty("progress").GetProperty("done").GetInt64(), run.GetProperty("progress").GetProperty("total").GetInt64()).ShouldBe((3, 3));
        var entries = await EntriesAsync(run);
        entries.Select(entry => (Text(entry, "step"), Text(entry, "message"), Text(entry, "paper_id"))).ShouldBe([
            ("download", "Downloaded 3 papers from arxiv", null),
            ("import", "Imported 10 pages", "2501.00001"),
            ("import", "Imported 20 pages", "2501.00002"),
            ("import", "Imported 30 pages", "2501.00003"),
        ]);
        entries[0].GetProperty("details").GetRawText().ShouldBe("""{"count":3,"source":"arxiv"}""");
        var summary = await Server.GetAsync($"/api/job-runs/{run.GetProperty("id").GetString()}/summary");
        summary.GetProperty("steps").EnumerateArray().Select(step => (Text(step, "name"), Text(step, "status"))).ShouldBe([("download", "completed"), ("import", "completed")]);
        summary.GetProperty("metrics")[0].GetProperty("metric_name").GetString().ShouldBe("papers_imported");
    }

    [Fact]
    public async Task The_demonstration_walks_the_whole_flow_and_leaves_nothing_behind()
    {
        var result = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "sample-demo.dll"));

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Lines.Where(static line => char.IsAsciiDigit(line[0])).Select(static line => line[0]).ShouldBe("1234567");
        result.Output.ShouldContain("pending -> running");
        result.Output.ShouldContain("end: completed");
        result.Output.ShouldContain("[paper_search]");
        (await Server.GetAsync("/api/cronjobs")).GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_demonstration_says_when_there_is_no_server()
    {
        Cli.Server = new Uri($"http://127.0.0.1:{FreePort.Next()}");

        var result = await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "sample-demo.dll"));

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith(Cli.Server.ToString());
    }

    [Fact]
    public async Task The_crontabs_line_logs_a_run()
    {
        // As cron does: all after the five fields goes to a shell, in which \% is %.
        var line = (await File.ReadAllLinesAsync(Path.Combine(RepositoryRoot.Path, "samples", "crontab", "crontab"))).Last(line => line.Length > 0);
        var command = line[line.IndexOf("joblogs", StringComparison.Ordinal)..].Replace("\\%", "%", StringComparison.Ordinal);
        var tool = Path.Combine(Cli.Folder, "joblogs");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "joblogs.dll")}' \"$@\"\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await RunAsync("sh", "-c", command);

        result.ExitCode.ShouldBe(0, result.Error);
        var entries = await EntriesAsync(await LastRunAsync("nightly-report"));
        Text(entries[0], "message")!.ShouldStartWith("report of 2");
        (Text(entries[1], "message"), Text(entries[1], "step"), entries[1].GetProperty("details").GetRawText()).ShouldBe(("written", "write", """{"rows":3}"""));
    }

    [Fact]
    public async Task The_Python_job_logs_a_run()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "needs python3");

        var result = await RunAsync("/usr/bin/python3", Path.Combine(RepositoryRoot.Path, "samples", "python", "job.py"));

        result.ExitCode.ShouldBe(0, result.Error);
        var run = await LastRunAsync("python-sample");
        run.GetProperty("status").GetString().ShouldBe("completed");
        var entries = await EntriesAsync(run);
        entries.Select(entry => (Text(entry, "level"), Text(entry, "message"))).ShouldBe([
            ("INFO", "开始处理"), ("DEBUG", "page 1"), ("DEBUG", "page 2"), ("DEBUG", "page 3"), ("ERROR", "paper skipped"),
        ]);
        entries[4].GetProperty("exception").GetProperty("type").GetString().ShouldBe("ValueError");
    }

    private async Task<CliResult> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Cli.Prepare(start);
        start.Environment["PATH"] = $"{Cli.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        return await CliResult.OfAsync(process);
    }

    private async Task<JsonElement> LastRunAsync(string job) => (await Server.GetAsync($"/api/cronjobs/{job}/runs")).GetProperty("runs")[0];

    private async Task<JsonElement[]> EntriesAsync(JsonElement run) =>
        [.. (await Server.GetAsync($"/api/job-runs/{run.GetProperty("id").GetString()}/logs?order=asc")).GetProperty("logs").EnumerateArray()];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
