using System.Runtime.Versioning;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>The command line against a real server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CommandTests : IAsyncLifetime
{
    private ServerProcess _server = null!;
    private CliProcess _cli = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync();
        _cli = new CliProcess(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _cli.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_are_made_listed_changed_and_deleted()
    {
        (await _cli.RunAsync("jobs", "create", "papers", "--keyword", "ML", "--keyword", "AI", "--cron", "0 3 * * *")).ExitCode.ShouldBe(0);
        (await _cli.RunAsync("jobs", "disable", "papers")).ExitCode.ShouldBe(0);
        (await _cli.RunAsync("jobs", "update", "papers", "--retries", "2")).ExitCode.ShouldBe(0);

        var job = JsonElement.Parse((await _cli.RunAsync("jobs", "show", "papers", "-o", "json")).Output);
        (await _cli.RunAsync("jobs", "list", "-o", "csv")).Lines[1].ShouldStartWith($"papers,{job.GetProperty("id").GetString()},paper_search,0 3 * * *,no,");
        (job.GetProperty("keywords").GetArrayLength(), job.GetProperty("max_retries").GetInt32()).ShouldBe((2, 2));

        (await _cli.RunAsync("jobs", "delete", "papers")).ShouldBe(
            new CliResult(2, "", "joblogs: 'papers' would be deleted with all its logs. Where nobody can be asked, say --yes.\n"));
        (await _cli.RunAsync("jobs", "delete", "papers", "--yes")).ExitCode.ShouldBe(0);
        (await _cli.RunAsync("jobs", "show", "papers")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_triggered_run_is_followed_to_its_end_and_its_outcome_is_the_exit_code()
    {
        await _cli.RunAsync("jobs", "create", "papers", "--keyword", "learning", "--cron", "0 3 * * *");

        var followed = await _cli.RunAsync("trigger", "papers", "--follow", "-o", "json");

        followed.ExitCode.ShouldBe(0, followed.Error);
        followed.Lines.ShouldNotBeEmpty();
        followed.Lines.Select(line => JsonElement.Parse(line).GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, followed.Lines.Length).Select(seq => (long)seq));
        followed.Error.ShouldContain("is completed after");
        (await _cli.RunAsync("logs", "papers", "--all", "-o", "json")).Output.ShouldBe(followed.Output);
        (await _cli.RunAsync("runs", "list", "papers", "-o", "csv")).Lines[1].ShouldContain(",completed,manual,");
    }

    [Fact]
    public async Task Logs_are_filtered_searched_counted_and_exported()
    {
        var (_, run) = await _server.StartExternalRunAsync("import");
        using (var sent = await _server.Http.PostAsync($"/api/job-runs/{run}/logs", new StringContent(
            """{"message":"第 1 篇","level":"INFO"}""" + "\n" + """{"message":"坏了, \"2\"","level":"ERROR","step":"parse"}""" + "\n", System.Text.Encoding.UTF8, "application/x-ndjson")))
        {
            sent.EnsureSuccessStatusCode();
        }

        (await _cli.RunAsync("logs", run, "--min-level", "ERROR", "-o", "csv")).Lines[1].ShouldContain(",ERROR,parse,\"坏了, \"\"2\"\"\",");
        (await _cli.RunAsync("logs", "import", "-n", "1", "-o", "json")).Lines.ShouldHaveSingleItem().ShouldContain("坏了");
        (await _cli.RunAsync("search", "篇", "--job", "import", "-o", "json")).Lines.ShouldHaveSingleItem().ShouldContain("第 1 篇");
        (await _cli.RunAsync("stats", run, "-o", "csv")).Lines.ShouldContain("ERROR,1,,,");
        var file = Path.Combine(_cli.Folder, "all.ndjson");
        (await _cli.RunAsync("export", run, "--file", file)).ShouldBe(new CliResult(0, "", ""));
        (await File.ReadAllLinesAsync(file)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_wrong_is_told_on_standard_error_with_an_exit_code_of_its_own()
    {
        (await _cli.RunAsync("logs", "no such job")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(4), result => result.Output.ShouldBeEmpty(), result => result.Error.ShouldStartWith("joblogs: "));
        (await _cli.RunAsync("logs", "--min-levle", "INFO")).ExitCode.ShouldBe(2);
        (await _cli.RunAsync("logs", "--min-level", "LOUD")).ExitCode.ShouldBe(3);
        _cli.Server = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        (await _cli.RunAsync("jobs", "list")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(5), result => result.Error.ShouldContain(_cli.Server.ToString()));
    }

    [Fact]
    public async Task A_profile_is_kept_for_its_owner_only()
    {
        _cli.Server = null;
        (await _cli.RunAsync("login", "--server", _server.Address.ToString(), "--key", "jl_secret", "--profile", "work")).ExitCode.ShouldBe(0);

        (await _cli.RunAsync("jobs", "list")).ExitCode.ShouldBe(0);
        var listed = await _cli.RunAsync("profiles", "-o", "csv");

        listed.Lines[1].ShouldBe($"work,{_server.Address},yes,*");
        listed.Output.ShouldNotContain("jl_secret");
        File.GetUnixFileMode(_cli.Profiles).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(_cli.Profiles, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await _cli.RunAsync("jobs", "list")).Error.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_shell_gets_its_completion()
    {
        (await _cli.RunAsync("completion", "bash")).Output.ShouldContain("complete -o default -F _joblogs joblogs");
        (await _cli.RunAsync("[suggest:10]", "joblogs jo")).Lines.ShouldContain("jobs");
    }
}
