using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary>The command line against a server that asks for keys.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyCommandTests : CommandLineTest
{
    private string _admin = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();

        // The first key of a server that asks nobody yet: from now on it asks everybody.
        _admin = await MakeAsync("first admin", "admin");
    }

    [Fact]
    public async Task Keys_are_made_listed_without_their_text_and_deleted()
    {
        var made = await Cli.RunAsync("keys", "create", "reader", "--role", "viewer", "--days", "7", "--key", _admin);
        var listed = await Cli.RunAsync("keys", "list", "-o", "csv", "--key", _admin);
        var key = made.Output.TrimEnd('\n');

        made.ExitCode.ShouldBe(0, made.Error);
        key.ShouldStartWith("jlk_");
        made.Error.ShouldContain("viewer. Its text is shown this once:");
        listed.Lines[0].ShouldBe("id,name,role,prefix,status,created_at,expires_at,last_used_at");
        var reader = listed.Lines.Single(line => line.Contains(",reader,viewer,", StringComparison.Ordinal)).Split(',');
        reader[4].ShouldBe("active");
        (DateTimeOffset.Parse(reader[6]) - DateTimeOffset.Parse(reader[5])).TotalDays.ShouldBe(7, tolerance: 0.1);
        listed.Output.ShouldNotContain(key);

        (await Cli.RunAsync("jobs", "list", "--key", key)).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("keys", "delete", reader[0], "--key", _admin)).ShouldBe(new CliResult(0, "", ""));
        (await Cli.RunAsync("jobs", "list", "--key", key)).ShouldSatisfyAllConditions(
            refused => refused.ExitCode.ShouldBe(6), refused => refused.Error.ShouldContain("'reader' was revoked"));
        (await Cli.RunAsync("keys", "delete", "key_0", "--key", _admin)).ExitCode.ShouldBe(4);
        (await Cli.RunAsync("keys", "create", "x", "--role", "king", "--key", _admin)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Who_shows_no_key_a_wrong_one_or_one_that_allows_less_is_told_so_with_6()
    {
        var viewer = await MakeAsync("reader", "viewer");

        (await Cli.RunAsync("jobs", "list")).ShouldSatisfyAllConditions(
            none => none.ExitCode.ShouldBe(6), none => none.Output.ShouldBeEmpty(), none => none.Error.ShouldContain("asks for a key"));
        (await Cli.RunAsync("jobs", "list", "--key", "jlk_wrong")).ShouldSatisfyAllConditions(
            wrong => wrong.ExitCode.ShouldBe(6), wrong => wrong.Error.ShouldContain("none of this server's"));
        (await Cli.RunAsync("jobs", "create", "papers", "--keyword", "ML", "--cron", "0 3 * * *", "--key", viewer)).ShouldSatisfyAllConditions(
            less => less.ExitCode.ShouldBe(6), less => less.Error.ShouldContain("needs the role operator; the key's is viewer"));
    }

    [Fact]
    public async Task A_login_keeps_the_key_for_every_command_until_the_logout_and_a_wrong_key_is_not_kept()
    {
        (await LoginAsync("jlk_wrong")).ShouldSatisfyAllConditions(
            wrong => wrong.ExitCode.ShouldBe(6), _ => File.Exists(Cli.Profiles).ShouldBeFalse());

        (await LoginAsync(_admin)).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "create", "papers", "--keyword", "learning", "--cron", "0 3 * * *")).ExitCode.ShouldBe(0);
        var followed = await Cli.RunAsync("trigger", "papers", "--follow", "-o", "json");
        (await Cli.RunAsync("export", "papers")).Lines.Length.ShouldBe(followed.Lines.Length);
        (followed.ExitCode, followed.Lines.Length).ShouldBe((0, followed.Lines.Length), followed.Error);
        followed.Lines.ShouldNotBeEmpty();

        // A profile of its own name lies beside it, and is used when it is named.
        (await LoginAsync(await MakeAsync("reader", "viewer"), "--profile", "reading")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "disable", "papers")).ExitCode.ShouldBe(6);
        (await Cli.RunAsync("jobs", "disable", "papers", "--profile", "default")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "list", "--profile", "none")).ExitCode.ShouldBe(2);

        (await Cli.RunAsync("logout", "--profile", "reading")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("logout")).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("jobs", "list")).ExitCode.ShouldBe(6);
    }

    [Fact]
    public async Task Exec_with_a_wrong_key_runs_the_command_and_keeps_its_output_for_the_right_key()
    {
        var operatorKey = await MakeAsync("cron", "operator");

        var wrong = await Cli.RunAsync("exec", "--job", "nightly", "--wait", "0", "--key", "jlk_wrong", "--", "sh", "-c", "seq 1 5; exit 4");
        var sent = await Cli.RunAsync("spool", "send", "--key", operatorKey);

        (wrong.ExitCode, wrong.Lines.Length).ShouldBe((4, 5));
        wrong.Error.ShouldContain("none of this server's");
        (sent.ExitCode, sent.Output).ShouldBe((0, "1 of 1 runs, 5 entries sent.\n"), sent.Error);
        Server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _admin);
        var run = (await Server.GetAsync("/api/cronjobs/nightly/runs")).GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        (run.GetProperty("status").GetString(), run.GetProperty("entries").GetInt64()).ShouldBe(("failed", 5));
    }

    private async Task<CliResult> LoginAsync(string key, params string[] more)
    {
        using var process = Cli.Start(["login", "--server", Server.Address.ToString(), .. more]);
        await process.StandardInput.WriteLineAsync(key);
        process.StandardInput.Close();
        return await CliResult.OfAsync(process);
    }

    /// <summary>A new key's text.</summary>
    private async Task<string> MakeAsync(string name, string role)
    {
        var made = await Cli.RunAsync(["keys", "create", name, "--role", role, "-o", "json", .. _admin is null ? [] : (string[])["--key", _admin]]);
        made.ExitCode.ShouldBe(0, made.Error);
        return JsonElement.Parse(made.Output).GetProperty("key").GetString()!;
    }
}
