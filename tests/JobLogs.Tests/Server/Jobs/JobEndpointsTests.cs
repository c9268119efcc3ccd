using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Jobs;

/// <summary>Job definitions over HTTP.</summary>
public sealed class JobEndpointsTests
{
    private const string Sample = """{"name":"Test Job","keywords":["test"],"cron_expression":"0 0 * * *","enabled":true}""";

    [Fact]
    public async Task The_specifications_own_example_creates_a_job()
    {
        await using var server = await JobServer.StartAsync(new FakeTimeProvider(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero)));
        var made = await server.SendAsync("POST", "/api/cronjobs", Sample);

        made.Status.ShouldBe(201);
        made.Location.ShouldBe("/api/cronjobs/" + made.Text("id"));
        var fields = made.Json.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());
        fields.Remove("id").ShouldBeTrue();
        fields.ShouldBe(new Dictionary<string, string>
        {
            ["name"] = "\"Test Job\"",
            ["type"] = "\"paper_search\"",
            ["keywords"] = "[\"test\"]",
            ["cron_expression"] = "\"0 0 * * *\"",
            ["timezone"] = "\"UTC\"",
            ["enabled"] = "true",
            ["parameters"] = "{}",
            ["max_papers_per_run"] = "null",
            ["timeout_seconds"] = "null",
            ["max_retries"] = "0",
            ["retry_delay_seconds"] = "0",
            ["concurrency"] = "\"skip\"",
            ["misfire"] = "\"once\"",
            ["jitter_seconds"] = "0",
            ["paused_until"] = "null",
            ["secret_parameters"] = "[]",
            ["retention_days"] = "null",
            ["next_run_at"] = "\"2025-02-01T00:00:00.000000Z\"",
            ["created_at"] = "\"2025-01-31T10:30:00.000000Z\"",
            ["updated_at"] = "\"2025-01-31T10:30:00.000000Z\"",
            ["last_run"] = "null",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_job_is_read_by_its_id_and_by_its_name_with_or_without_a_slash_at_the_end()
    {
        await using var server = await JobServer.StartAsync();
        var id = (await server.SendAsync("POST", "/api/cronjobs", Sample)).Text("id");

        foreach (var path in new[] { $"/api/cronjobs/{id}", $"/api/cronjobs/{id}/", "/api/cronjobs/Test%20Job" })
        {
            (await server.SendAsync("GET", path)).Text("id").ShouldBe(id);
        }
    }

    [Fact]
    public async Task Parameters_come_back_byte_for_byte()
    {
        await using var server = await JobServer.StartAsync();
        var made = await server.SendAsync(
            "POST", "/api/cronjobs", """{"name":"p","type":"external","parameters":{"a":"\u00e9/中", "b": 1.0e2}}""");

        made["parameters"].GetRawText().ShouldBe("""{"a":"\u00e9/中", "b": 1.0e2}""");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", Sample);
        var second = await server.SendAsync("POST", "/api/cronjobs", Sample);

        (second.Status, second.Code).ShouldBe((409, "name_taken"));
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_resets_to_the_default()
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", """{"name":"j","keywords":["a"],"cron_expression":"0 0 * * *","max_retries":3,"timeout_seconds":60}""");
        var changed = await server.SendAsync("PATCH", "/api/cronjobs/j", """{"max_retries":null,"keywords":["b","c"],"timezone":"Asia/Shanghai"}""");

        changed.Status.ShouldBe(200);
        changed.Text("max_retries").ShouldBe("0");
        changed["keywords"].GetRawText().ShouldBe("""["b","c"]""");
        changed.Text("timeout_seconds").ShouldBe("60");
        changed.Text("next_run_at").ShouldEndWith("T16:00:00.000000Z");
    }

    [Fact]
    public async Task A_replacement_resets_what_it_does_not_name_and_takes_a_job_as_it_was_read()
    {
        await using var server = await JobServer.StartAsync();
        var made = await server.SendAsync("POST", "/api/cronjobs", """{"name":"j","keywords":["a"],"cron_expression":"0 0 * * *","max_retries":3}""");
        (await server.SendAsync("PUT", "/api/cronjobs/j", made.Json.GetRawText())).Text("max_retries").ShouldBe("3");
        (await server.SendAsync("PUT", "/api/cronjobs/j", Sample)).Text("max_retries").ShouldBe("0");

        (await server.SendAsync("GET", "/api/cronjobs/Test%20Job")).Text("id").ShouldBe(made.Text("id"));
    }

    [Fact]
    public async Task Toggling_disables_and_enables()
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", Sample);
        var off = await server.SendAsync("PATCH", "/api/cronjobs/Test%20Job/toggle");
        (off.Text("enabled"), off.Text("next_run_at")).ShouldBe(("False", ""));
        var on = await server.SendAsync("PATCH", "/api/cronjobs/Test%20Job/toggle");

        (on.Text("enabled"), on.Text("next_run_at").Length).ShouldBe(("True", 27));
    }

    [Fact]
    public async Task Many_changes_at_once_are_all_made()
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", Sample);
        var answers = await Task.WhenAll(
            server.SendAsync("PATCH", "/api/cronjobs/Test%20Job", """{"max_retries":1}"""),
            server.SendAsync("PATCH", "/api/cronjobs/Test%20Job", """{"timeout_seconds":2}"""),
            server.SendAsync("PATCH", "/api/cronjobs/Test%20Job", """{"retention_days":3}"""),
            server.SendAsync("PATCH", "/api/cronjobs/Test%20Job", """{"retry_delay_seconds":4}"""));
        answers.ShouldAllBe(answer => answer.Status == 200);
        var job = await server.SendAsync("GET", "/api/cronjobs/Test%20Job");

        (job.Text("max_retries"), job.Text("timeout_seconds"), job.Text("retention_days"), job.Text("retry_delay_seconds")).ShouldBe(("1", "2", "3", "4"));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_filtered_and_in_pages()
    {
        await using var server = await JobServer.StartAsync();
        foreach (var name in new[] { "alpha", "beta", "alphabet" })
        {
            await server.SendAsync("POST", "/api/cronjobs", $$"""{"name":"{{name}}","type":"external","enabled":{{(name == "beta" ? "false" : "true")}}}""");
        }

        var page = await server.SendAsync("GET", "/api/cronjobs?limit=1&search=ALPHA");
        page["cronjobs"].EnumerateArray().Select(job => job.GetProperty("name").GetString()).ShouldBe(["alphabet"]);
        (page.Text("total"), page.Text("skip"), page.Text("limit"), page.Text("has_more")).ShouldBe(("2", "0", "1", "True"));
        (await server.SendAsync("GET", "/api/cronjobs?enabled_only=true")).Text("total").ShouldBe("2");
    }

    [Fact]
    public async Task A_job_comes_with_its_newest_runs_in_short_where_they_are_asked_for()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            context.Logger.LogWarning("careful");
            context.Logger.LogError("broken");
            context.Logger.LogCritical("broken for good");
            return Task.CompletedTask;
        });
        await server.SendAsync("POST", "/api/cronjobs", Sample);
        var first = (await server.SendAsync("POST", "/api/cronjobs/Test%20Job/trigger")).Text("job_run_id");
        await server.Watch.UntilAnyAsync(RunStatus.Completed);
        var second = (await server.SendAsync("POST", "/api/cronjobs/Test%20Job/trigger")).Text("job_run_id");
        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 2);

        var one = await server.SendAsync("GET", "/api/cronjobs/Test%20Job?recent_runs=10");
        var list = await server.SendAsync("GET", "/api/cronjobs?recent_runs=1");
        var plain = await server.SendAsync("GET", "/api/cronjobs/Test%20Job");

        var runs = one["recent_runs"].EnumerateArray().ToArray();
        runs.Select(run => (run.GetProperty("id").GetString(), run.GetProperty("status").GetString())).ShouldBe([(second, "completed"), (first, "completed")]);
        (runs[1].GetProperty("warnings").GetInt32(), runs[1].GetProperty("errors").GetInt32()).ShouldBe((1, 2));
        one.Text("last_run.id").ShouldBe(second);
        list["cronjobs"][0].GetProperty("recent_runs").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(second);
        plain.Json.TryGetProperty("recent_runs", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/api/cronjobs?recent_runs=101")]
    [InlineData("/api/cronjobs/j?recent_runs=many")]
    public async Task More_recent_runs_than_there_may_be_are_refused(string path)
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", """{"name":"j","type":"external"}""");

        var answer = await server.SendAsync("GET", path);

        answer.Error("recent_runs").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_deleted_job_is_gone_and_its_name_is_free()
    {
        await using var server = await JobServer.StartAsync();
        var id = (await server.SendAsync("POST", "/api/cronjobs", Sample)).Text("id");
        (await server.SendAsync("DELETE", $"/api/cronjobs/{id}")).Status.ShouldBe(204);
        (await server.SendAsync("GET", $"/api/cronjobs/{id}")).Code.ShouldBe("not_found");
        (await server.SendAsync("DELETE", $"/api/cronjobs/{id}")).Status.ShouldBe(404);

        (await server.SendAsync("POST", "/api/cronjobs", Sample)).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("GET", "/api/cronjobs/job_none")]
    [InlineData("PUT", "/api/cronjobs/job_none")]
    [InlineData("PATCH", "/api/cronjobs/job_none")]
    [InlineData("DELETE", "/api/cronjobs/job_none")]
    [InlineData("PATCH", "/api/cronjobs/job_none/toggle")]
    [InlineData("POST", "/api/cronjobs/job_none/trigger")]
    [InlineData("POST", "/api/cronjobs/job_none/runs")]
    [InlineData("GET", "/api/cronjobs/job_none/runs")]
    [InlineData("GET", "/api/job-runs/run_none")]
    [InlineData("PATCH", "/api/job-runs/run_none")]
    [InlineData("POST", "/api/job-runs/run_none/cancel")]
    [InlineData("POST", "/api/job-runs/run_none/retry")]
    [InlineData("POST", "/api/job-runs/run_none/heartbeat")]
    [InlineData("POST", "/api/job-runs/run_none/metrics")]
    [InlineData("POST", "/api/job-runs/run_none/steps")]
    [InlineData("GET", "/api/job-runs/run_none/metrics")]
    [InlineData("GET", "/api/job-runs/run_none/metrics/summary")]
    [InlineData("GET", "/api/job-runs/run_none/steps")]
    [InlineData("GET", "/api/job-runs/run_none/status-history")]
    [InlineData("GET", "/api/job-runs/run_none/summary")]
    public async Task What_does_not_exist_is_not_found(string method, string path)
    {
        await using var server = await JobServer.StartAsync();
        var answer = await server.SendAsync(method, path, method == "GET" ? null : "{}");

        (answer.Status, answer.Code).ShouldBe((404, "not_found"));
    }
}
