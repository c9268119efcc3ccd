using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>What the command line says of runs, and what it ends with, against a real server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RunCommandTests : CommandLineTest
{
    private const string Good = """
        {"message":"opened 7 files","step":"read"}
        {"message":"wrote 7 rows","step":"write"}
        """;

    private const string Bad = """
        {"message":"opened 9 files","step":"read"}
        {"message":"disk is full","level":"ERROR","step":"write","error_code":"DISK_FULL"}
        """;


    [Fact]
    public async Task A_run_is_compared_with_the_last_good_one_or_with_the_one_that_is_named()
    {
        var (job, good) = await Server.StartExternalRunAsync("import");
        await EndAsync(good, Good, "completed");
        var bad = await StartAsync(job);
        await EndAsync(bad, Bad, "failed");

        var told = await Cli.RunAsync("diff", bad);
        var table = await Cli.RunAsync("diff", bad, good, "-o", "csv");
        var document = JsonElement.Parse((await Cli.RunAsync("diff", bad, good, "-o", "json")).Output);

        told.ExitCode.ShouldBe(0, told.Error);
        told.Lines[0].ShouldStartWith($"run   {bad}  failed");
        told.Lines[1].ShouldStartWith($"base  {good}  completed");
        Section(told, "First divergence").ShouldBe(["  after     INFO [read] opened 9 files", "  the base  wrote ‹n› rows", "  the run   ERROR [write] disk is full"]);
        Section(told, "New messages").ShouldHaveSingleItem().ShouldContain("ERROR    [write] disk is full");
        Section(told, "Missing messages").ShouldHaveSingleItem().ShouldContain("INFO     [write] wrote ‹n› rows");
        table.Lines[0].ShouldBe("what,name,level,step,base,run");
        table.Lines.ShouldContain("status,,,,completed,failed");
        table.Lines.ShouldContain("level,ERROR,ERROR,,0,1");
        table.Lines.ShouldContain("new,disk is full,ERROR,write,0,1");
        document.GetProperty("base").GetProperty("job_run_id").GetString().ShouldBe(good);
        document.GetProperty("patterns").GetProperty("missing").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_run_with_nothing_to_compare_it_with_says_how_to_name_one()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");

        var alone = await Cli.RunAsync("diff", run);

        (alone.ExitCode, alone.Output).ShouldBe((4, ""));
        alone.Error.ShouldContain("has no run that completed before");
        (await Cli.RunAsync("diff", run, "run_0")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(4), result => result.Error.ShouldContain("run_0"));
    }

    [Fact]
    public async Task A_run_is_cancelled_once()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");

        (await Cli.RunAsync("cancel", run)).ShouldBe(new CliResult(0, $"{run} cancelled\n", ""));

        (await Cli.RunAsync("cancel", run)).ShouldSatisfyAllConditions(
            again => again.ExitCode.ShouldBe(3), again => again.Output.ShouldBeEmpty(), again => again.Error.ShouldStartWith("joblogs: "));
        (await Cli.RunAsync("cancel", "run_0")).ExitCode.ShouldBe(4);
    }

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("failed", 10)]
    [InlineData("cancelled", 11)]
    [InlineData("timed_out", 12)]
    public async Task Who_follows_a_run_ends_with_its_outcome(string status, int code)
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        await EndAsync(run, Good, status);

        var followed = await Cli.RunAsync("logs", run, "--follow");

        (followed.ExitCode, followed.Lines.Length).ShouldBe((code, 2), followed.Error);
    }

    [Fact]
    public async Task Who_follows_a_run_whose_job_is_deleted_ends_with_15()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        await WriteAsync(run, Good);
        using var following = await FollowAsync(run);

        (await Cli.RunAsync("jobs", "delete", "import", "--yes")).ExitCode.ShouldBe(0);

        (await CliResult.OfAsync(following)).ExitCode.ShouldBe(15);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_command_with_130_and_without_a_complaint()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        await WriteAsync(run, Good);
        using var following = await FollowAsync(run);

        using (var kill = Process.Start("kill", ["-INT", following.Id.ToString()]))
        {
            await kill.WaitForExitAsync();
        }

        (await CliResult.OfAsync(following)).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(130), result => result.Error.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_log_is_exported_in_every_form_filtered_too()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        await EndAsync(run, Bad, "failed");
        var folder = Path.Combine(Cli.Folder, "not there");

        (await Cli.RunAsync("export", run, "--format", "csv", "--min-level", "ERROR")).ShouldSatisfyAllConditions(
            csv => csv.ExitCode.ShouldBe(0), csv => csv.Lines.Length.ShouldBe(2), csv => csv.Lines[1].ShouldContain("disk is full"));
        (await Cli.RunAsync("export", "import", "--format", "text", "--step", "read")).Lines.ShouldHaveSingleItem().ShouldContain("opened 9 files");
        (await Cli.RunAsync("export", run, "--format", "xml")).ExitCode.ShouldBe(2);
        (await Cli.RunAsync("export", run, "--file", Path.Combine(folder, "all"))).ShouldSatisfyAllConditions(
            nowhere => nowhere.ExitCode.ShouldBe(1), nowhere => nowhere.Error.ShouldContain(folder));
        (await Cli.RunAsync("export", "no such job")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_search_says_that_there_is_more_and_statistics_count_over_time()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        await WriteAsync(run, """
            {"message":"file 1","timestamp":"2026-01-31T10:00:00Z","step":"read","duration_ms":10}
            {"message":"file 2","timestamp":"2026-01-31T11:00:00Z","step":"read","duration_ms":30}
            """);

        (await Cli.RunAsync("search", "file", "-n", "1", "-o", "json")).ShouldSatisfyAllConditions(
            page => page.Lines.ShouldHaveSingleItem().ShouldContain("file 2"), page => page.Error.ShouldBe("joblogs: 1 of 2 matches. More: --skip 1\n"));
        (await Cli.RunAsync("search", "file", "-n", "1", "--skip", "1", "-o", "json")).Lines.ShouldHaveSingleItem().ShouldContain("file 1");
        var counted = await Cli.RunAsync("stats", "import", "--interval", "1h", "-o", "csv");
        counted.Lines[0].ShouldBe("what,entries,p50,p95,max");
        counted.Lines.ShouldContain("step read,2,10 ms,30 ms,30 ms");
        counted.Lines.Count(line => line.StartsWith("from ", StringComparison.Ordinal)).ShouldBe(2);
        (await Cli.RunAsync("stats", "import", "--interval", "soon")).ExitCode.ShouldBe(3);
    }

    /// <summary>Follows a run, and returns once its two entries were told.</summary>
    private async Task<Process> FollowAsync(string run)
    {
        var following = Cli.Start("logs", run, "--follow", "-o", "json");
        await following.StandardOutput.ReadLineAsync();
        await following.StandardOutput.ReadLineAsync();
        return following;
    }

    private async Task<string> StartAsync(string job) =>
        (await Server.PostAsync($"/api/cronjobs/{job}/runs", new { }, HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private async Task EndAsync(string run, string lines, string status)
    {
        await WriteAsync(run, lines);
        using var ended = await Server.Http.PatchAsync($"/api/job-runs/{run}", new StringContent($$"""{"status":"{{status}}"}""", Encoding.UTF8, "application/json"));
        ended.EnsureSuccessStatusCode();
    }

    private async Task WriteAsync(string run, string lines)
    {
        using var sent = await Server.Http.PostAsync($"/api/job-runs/{run}/logs", new StringContent(lines, Encoding.UTF8, "application/x-ndjson"));
        sent.EnsureSuccessStatusCode();
    }

    /// <summary>The lines under a title, up to the next empty one.</summary>
    private static string[] Section(CliResult result, string title) =>
        [.. result.Output.Split('\n').SkipWhile(line => line != title).Skip(1).TakeWhile(line => line.Length > 0)];
}
