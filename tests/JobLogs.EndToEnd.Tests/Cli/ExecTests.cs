using System.Diagnostics;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Cli;

/// <summary><c>joblogs exec</c>: any command of any crontab.</summary>
public sealed class ExecTests
{
    [Fact]
    public async Task A_commands_output_becomes_entries_and_its_exit_code_is_passed_on()
    {
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        var result = await cli.RunAsync("exec", "--job", "备份", "--", "sh", "-c", """
            echo 开始; echo '{"msg":"dumped","level":"warn","step":"dump","bytes":7}'; echo oops >&2; printf tail; exit 3
            """);

        (result.ExitCode, result.Output, result.Error).ShouldBe((3, "开始\n{\"msg\":\"dumped\",\"level\":\"warn\",\"step\":\"dump\",\"bytes\":7}\ntail", "oops\n"));
        var run = (await server.GetAsync("/api/cronjobs/%E5%A4%87%E4%BB%BD/runs")).GetProperty("runs")[0];
        (run.GetProperty("status").GetString(), run.GetProperty("error").GetProperty("code").GetString()).ShouldBe(("failed", "exit_code_3"));
        (await EntriesAsync(server, run, "stdout")).ShouldBe([("INFO", "开始", null), ("WARNING", "dumped", """{"bytes":7}"""), ("INFO", "tail", null)]);
        (await EntriesAsync(server, run, "stderr")).ShouldBe([("WARNING", "oops", null)]);
    }

    [Fact]
    public async Task With_the_server_away_the_command_runs_and_its_output_is_delivered_later_once()
    {
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        using var cli = new CliProcess(server.Address);
        await server.KillAsync();

        var away = await cli.RunAsync("exec", "--job", "nightly", "--wait", "0", "--", "seq", "1", "2000");
        await server.StartAgainAsync(port);
        var sent = await cli.RunAsync("spool", "send");

        (away.ExitCode, away.Lines.Length).ShouldBe((0, 2000));
        away.Error.ShouldContain("joblogs spool send");
        (sent.ExitCode, sent.Output).ShouldBe((0, "1 of 1 runs, 2000 entries sent.\n"));
        var runs = (await server.GetAsync("/api/cronjobs/nightly/runs")).GetProperty("runs");
        runs.GetArrayLength().ShouldBe(1);
        runs[0].GetProperty("status").GetString().ShouldBe("completed");
        runs[0].GetProperty("entries").GetInt64().ShouldBe(2000);
        (await cli.RunAsync("spool", "send")).Output.ShouldBe("Nothing was left to send.\n");
    }

    [Fact]
    public async Task A_signal_is_passed_on_and_the_end_is_told()
    {
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);
        using var process = cli.Start("exec", "--job", "long", "--", "sh", "-c", "trap 'echo stopping; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("ready");

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
        {
            await kill.WaitForExitAsync();
        }

        (await CliResult.OfAsync(process)).ShouldBe(new CliResult(7, "stopping\n", ""));
        var run = (await server.GetAsync("/api/cronjobs/long/runs")).GetProperty("runs")[0];
        (run.GetProperty("status").GetString(), run.GetProperty("entries").GetInt64()).ShouldBe(("failed", 2));
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_stopped_with_124()
    {
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        (await cli.RunAsync("exec", "--job", "slow", "--timeout", "1", "--", "sleep", "600")).ExitCode.ShouldBe(124);

        (await server.GetAsync("/api/cronjobs/slow/runs")).GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("timed_out");
    }

    [Fact]
    public async Task A_command_that_is_none_ends_with_127_and_a_failed_run()
    {
        await using var server = await ServerProcess.StartAsync();
        using var cli = new CliProcess(server.Address);

        var result = await cli.RunAsync("exec", "--job", "none", "--", "/no/such/command");

        (result.ExitCode, result.Error).ShouldBe((127, "joblogs: There is no command '/no/such/command'.\n"));
        (await server.GetAsync("/api/cronjobs/none/runs")).GetProperty("runs")[0].GetProperty("error").GetProperty("code").GetString().ShouldBe("command_not_found");
    }

    private static async Task<(string?, string?, string?)[]> EntriesAsync(ServerProcess server, JsonElement run, string logger)
    {
        var page = await server.GetAsync($"/api/job-runs/{run.GetProperty("id").GetString()}/logs?order=asc&logger_name={logger}");
        return
        [
            .. page.GetProperty("logs").EnumerateArray().Select(entry => (
                entry.GetProperty("level").GetString(),
                entry.GetProperty("message").GetString(),
                entry.GetProperty("details") is { ValueKind: JsonValueKind.Object } details ? details.GetRawText() : null)),
        ];
    }
}
