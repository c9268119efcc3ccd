using System.Runtime.Versioning;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>The command line against a real server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CommandTests : CommandLineTest
{
    [Fact]
    public async Task Jobs_are_made_listed_changed_and_deleted()
    {
        (await Cli.RunAsync("jobs", "create", "papers", "--keyword", "ML", "--keyword", "AI", "--cron", "0 3 * * *")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "disable", "papers")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "update", "papers", "--retries", "2")).ExitCode.ShouldBe(0);

        var job = JsonElement.Parse((await Cli.RunAsync("jobs", "show", "papers", "-o", "json")).Output);
        (await Cli.RunAsync("jobs", "list", "-o", "csv")).Lines[1].ShouldStartWith($"papers,{job.GetProperty("id").GetString()},paper_search,0 3 * * *,no,");
        (job.GetProperty("keywords").GetArrayLength(), job.GetProperty("max_retries").GetInt32()).ShouldBe((2, 2));

        (await Cli.RunAsync("jobs", "delete", "papers")).ShouldBe(
            new CliResult(2, "", "joblogs: 'papers' would be deleted with all its logs. Where nobody can be asked, say --yes.\n"));
        (await Cli.RunAsync("jobs", "delete", "papers", "--yes")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "show", "papers")).ExitCode.ShouldBe(4);
    }

    [Fact]
    public async Task A_triggered_run_is_followed_to_its_end_and_its_outcome_is_the_exit_code()
    {
        await Cli.RunAsync("jobs", "create", "papers", "--keyword", "learning", "--cron", "0 3 * * *");

        var followed = await Cli.RunAsync("trigger", "papers", "--follow", "-o", "json");

        followed.ExitCode.ShouldBe(0, followed.Error);
        followed.Lines.ShouldNotBeEmpty();
        followed.Lines.Select(line => JsonElement.Parse(line).GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(1, followed.Lines.Length).Select(seq => (long)seq));
        followed.Error.ShouldContain("is completed after");
        (await Cli.RunAsync("logs", "papers", "--all", "-o", "json")).Output.ShouldBe(followed.Output);
        (await Cli.RunAsync("runs", "list", "papers", "-o", "csv")).Lines[1].ShouldContain(",completed,manual,");
    }

    [Fact]
    public async Task Logs_are_filtered_searched_counted_and_exported()
    {
        var (_, run) = await Server.StartExternalRunAsync("import");
        using (var sent = await Server.Http.PostAsync($"/api/job-runs/{run}/logs", new StringContent(
            """{"message":"第 1 篇","level":"INFO"}""" + "\n" + """{"message":"坏了, \"2\"","level":"ERROR","step":"parse"}""" + "\n", System.Text.Encoding.UTF8, "application/x-ndjson")))
        {
            sent.EnsureSuccessStatusCode();
        }

        (await Cli.RunAsync("logs", run, "--min-level", "ERROR", "-o", "csv")).Lines[1].ShouldContain(",ERROR,parse,\"坏了, \"\"2\"\"\",");
        (await Cli.RunAsync("logs", "import", "-n", "1", "-o", "json")).Lines.ShouldHaveSingleItem().ShouldContain("坏了");
        (await Cli.RunAsync("search", "篇", "--job", "import", "-o", "json")).Lines.ShouldHaveSingleItem().ShouldContain("第 1 篇");
        (await Cli.RunAsync("stats", run, "-o", "csv")).Lines.ShouldContain("ERROR,1,,,");
        var file = Path.Combine(Cli.Folder, "all.ndjson");
        (await Cli.RunAsync("export", run, "--file", file)).ShouldBe(new CliResult(0, "", ""));
        (await File.ReadAllLinesAsync(file)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_wrong_is_told_on_standard_error_with_an_exit_code_of_its_own()
    {
        (await Cli.RunAsync("logs", "no such job")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(4), result => result.Output.ShouldBeEmpty(), result => result.Error.ShouldStartWith("joblogs: "));
        (await Cli.RunAsync("logs", "--min-levle", "INFO")).ExitCode.ShouldBe(2);
        (await Cli.RunAsync("logs", "--min-level", "LOUD")).ExitCode.ShouldBe(3);
        Cli.Server = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        (await Cli.RunAsync("jobs", "list")).ShouldSatisfyAllConditions(
            result => result.ExitCode.ShouldBe(5), result => result.Error.ShouldContain(Cli.Server.ToString()));
    }

    [Fact]
    public async Task A_profile_is_kept_for_its_owner_only()
    {
        Cli.Server = null;
        (await Cli.RunAsync("login", "--server", Server.Address.ToString(), "--key", "jl_secret", "--profile", "work")).ExitCode.ShouldBe(0);

        (await Cli.RunAsync("jobs", "list")).ExitCode.ShouldBe(0);
        var listed = await Cli.RunAsync("profiles", "-o", "csv");

        listed.Lines[1].ShouldBe($"work,{Server.Address},yes,*");
        listed.Output.ShouldNotContain("jl_secret");
        File.GetUnixFileMode(Cli.Profiles).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Cli.Profiles, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await Cli.RunAsync("jobs", "list")).Error.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_shell_gets_its_completion()
    {
        (await Cli.RunAsync("completion", "bash")).Output.ShouldContain("complete -o default -F _joblogs joblogs");
        (await Cli.RunAsync("[suggest:10]", "joblogs jo")).Lines.ShouldContain("jobs");
    }
}
