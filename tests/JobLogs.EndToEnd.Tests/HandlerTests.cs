using System.Net;
using System.Text.Json;
using JobLogs.EndToEnd.Tests.Fixtures;
using JobLogs.Server.Handlers.Command;

namespace JobLogs.EndToEnd.Tests;

/// <summary>Jobs that run programs and call URLs, by the real server.</summary>
public sealed class HandlerTests
{
    private static readonly (string, string)[] Allowed = [("COMMAND_ALLOWED_PROGRAMS", "/bin/sh"), ("COMMAND_STOP_SECONDS", "2"), ("HTTP_ALLOWED_NETWORKS", "127.0.0.1")];

    [Fact]
    public async Task A_commands_lines_are_its_log_and_no_setting_of_the_server_reaches_it()
    {
        await using var server = await ServerProcess.StartAsync(0, [.. Allowed, ("ELASTICSEARCH_PASSWORD", "pa55word")]);
        var run = await TriggerAsync(server, new
        {
            name = "备份",
            type = "command",
            cron_expression = "0 0 29 2 *",
            parameters = new
            {
                program = "/bin/sh",
                arguments = new[] { "-c", """echo 开始; echo '{"message":"dumped","level":"error","step":"dump","details":{"bytes":7}}'; echo "token is $TOKEN" >&2; env; exit 3""" },
                environment = new Dictionary<string, string> { ["TOKEN"] = "t0p-secret" },
            },
            secret_parameters = new[] { "environment" },
        });

        var entries = await EndedAsync(server, run);

        var ended = await server.GetAsync($"/api/job-runs/{run}");
        (ended.GetProperty("status").GetString(), ended.GetProperty("error").GetProperty("code").GetString()).ShouldBe(("failed", "exit_code_3"));
        ended.GetProperty("current_step").ValueKind.ShouldBe(JsonValueKind.Null);
        Lines(entries, "stdout")[..2].ShouldBe([("INFO", "开始", "command"), ("ERROR", "dumped", "dump")]);
        Lines(entries, "stderr").ShouldBe([("WARNING", "token is **********", "command")]);
        var all = string.Join('\n', entries.Select(entry => entry.GetRawText()));
        all.ShouldContain($"JOBLOGS_RUN_ID={run}");
        all.ShouldNotContain("DATABASE_URL");
        all.ShouldNotContain("ELASTICSEARCH_PASSWORD");
        all.ShouldNotContain("t0p-secret");
    }

    [Fact]
    public async Task Cancelled_a_command_ends_with_all_that_it_started()
    {
        await using var server = await ServerProcess.StartAsync(0, Allowed);
        var run = await TriggerAsync(server, new
        {
            name = "long",
            type = "command",
            cron_expression = "0 0 29 2 *",
            parameters = new { program = "/bin/sh", arguments = new[] { "-c", "setsid sleep 600 & (trap '' TERM; sleep 600; sleep 600) & echo ready; sleep 600; :" } },
        });
        await UntilReadyAsync(server, run);
        ProcessFamily.Find(null, $"JOBLOGS_RUN_ID={run}").Count.ShouldBeGreaterThan(2);

        await server.PostAsync($"/api/job-runs/{run}/cancel", new { }, HttpStatusCode.Accepted);
        await EndedAsync(server, run);

        (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString().ShouldBe("cancelled");
        ProcessFamily.Find(null, $"JOBLOGS_RUN_ID={run}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_takes_too_long_times_out_with_all_that_it_started()
    {
        await using var server = await ServerProcess.StartAsync(0, Allowed);
        var run = await TriggerAsync(server, new
        {
            name = "slow",
            type = "command",
            cron_expression = "0 0 29 2 *",
            timeout_seconds = 1,
            parameters = new { program = "/bin/sh", arguments = new[] { "-c", "sleep 600 & sleep 600; :" } },
        });

        await EndedAsync(server, run);

        (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString().ShouldBe("timed_out");
        ProcessFamily.Find(null, $"JOBLOGS_RUN_ID={run}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_is_logged_with_its_answer()
    {
        await using var server = await ServerProcess.StartAsync(0, Allowed);
        var run = await TriggerAsync(server, new
        {
            name = "ping",
            type = "http",
            cron_expression = "0 0 29 2 *",
            parameters = new { url = new Uri(server.Address, "/health/live").AbsoluteUri, headers = new { Accept = "application/json" } },
        });

        var entries = await EndedAsync(server, run);

        (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("status").GetString().ShouldBe("completed");
        var answer = entries[^1];
        answer.GetProperty("message").GetString().ShouldBe("200 OK");
        answer.GetProperty("details").GetProperty("status").GetInt32().ShouldBe(200);
        answer.GetProperty("details").GetProperty("body").GetString().ShouldNotBeNullOrEmpty();
        answer.GetProperty("duration_ms").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Without_settings_there_are_no_commands_and_no_calls_to_this_machine()
    {
        await using var server = await ServerProcess.StartAsync();

        var command = await server.PostAsync(
            "/api/cronjobs", new { name = "a", type = "command", cron_expression = "@daily", parameters = new { program = "/bin/sh" } }, HttpStatusCode.BadRequest);
        var run = await TriggerAsync(server, new
        {
            name = "b",
            type = "http",
            cron_expression = "0 0 29 2 *",
            parameters = new { url = $"http://localhost:{server.Address.Port}/api/keys" },
        });
        await EndedAsync(server, run);

        command.GetProperty("errors").GetProperty("parameters.program")[0].GetString()!.ShouldContain("COMMAND_ALLOWED_PROGRAMS");
        (await server.GetAsync($"/api/job-runs/{run}")).GetProperty("error").GetProperty("code").GetString().ShouldBe("address_refused");
    }

    private static async Task<string> TriggerAsync(ServerProcess server, object job)
    {
        var id = (await server.PostAsync("/api/cronjobs", job, HttpStatusCode.Created)).GetProperty("id").GetString();
        return (await server.PostAsync($"/api/cronjobs/{id}/trigger", new { force_reprocess = false }, HttpStatusCode.Accepted)).GetProperty("job_run_id").GetString()!;
    }

    private static async Task UntilReadyAsync(ServerProcess server, string run)
    {
        var cursor = "";
        while (true)
        {
            var news = await server.GetAsync($"/api/job-runs/{run}/logs/realtime?wait=30{cursor}");
            if (news.GetProperty("logs").EnumerateArray().Any(entry => entry.GetProperty("message").GetString() == "ready"))
            {
                return;
            }

            cursor = "&after=" + Uri.EscapeDataString(news.GetProperty("next_cursor").GetString()!);
        }
    }

    /// <summary>The run's entries, once it is over: its stream ends then.</summary>
    private static async Task<JsonElement[]> EndedAsync(ServerProcess server, string run)
    {
        await server.Http.GetStringAsync($"/api/job-runs/{run}/logs/stream");
        return [.. (await server.GetAsync($"/api/job-runs/{run}/logs?order=asc&limit=1000")).GetProperty("logs").EnumerateArray().Where(entry => entry.GetProperty("message").GetString() is { } message && !message.StartsWith("Attempt ", StringComparison.Ordinal))];
    }

    private static (string?, string?, string?)[] Lines(JsonElement[] entries, string logger) =>
    [
        .. entries.Where(entry => entry.TryGetProperty("logger_name", out var name) && name.GetString() == logger).Select(entry => (
            entry.GetProperty("level").GetString(), entry.GetProperty("message").GetString(), entry.GetProperty("step").GetString())),
    ];
}
