using JobLogs.Storage.Model;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Triggers and runs over HTTP.</summary>
public sealed class RunEndpointsTests
{
    [Fact]
    public async Task A_trigger_without_a_body_makes_a_run_that_is_executed()
    {
        await using var server = await JobServer.StartAsync();
        var job = await server.CreateJobAsync(Definitions.Papers());
        var answer = await server.SendAsync("POST", "/api/cronjobs/Papers/trigger");
        await server.Watch.UntilAnyAsync(RunStatus.Completed);

        answer.Status.ShouldBe(202);
        answer.Json.EnumerateObject().Select(field => field.Name).ShouldBe(["job_run_id", "job_id", "status", "message"]);
        answer.Text("status").ShouldBe("pending");
        var run = await server.SendAsync("GET", "/api/job-runs/" + answer.Text("job_run_id"));
        (run.Text("status"), run.Text("trigger"), run.Text("attempt")).ShouldBe(("completed", "manual", "1"));
        (await server.SendAsync("GET", "/api/cronjobs/Papers")).Text("last_run.id").ShouldBe(answer.Text("job_run_id"));
    }

    [Fact]
    public async Task A_trigger_lays_its_parameters_over_the_jobs_and_adds_force_reprocess()
    {
        await using var server = await JobServer.StartAsync();
        await server.CreateJobAsync(Definitions.Papers() with { Parameters = """{"a": 1.0, "b": {"x":"\u00e9"}}""", Enabled = false });
        var answer = await server.SendAsync("POST", "/api/cronjobs/Papers/trigger", """{"force_reprocess":true,"parameters":{"a":2}}""");

        var run = await server.SendAsync("GET", "/api/job-runs/" + answer.Text("job_run_id"));
        run["parameters"].GetRawText().ShouldBe("""{"b":{"x":"\u00e9"},"a":2,"force_reprocess":true}""");
    }

    [Fact]
    public async Task A_trigger_with_a_bad_body_is_refused()
    {
        await using var server = await JobServer.StartAsync();
        await server.CreateJobAsync(Definitions.Papers());
        var answer = await server.SendAsync("POST", "/api/cronjobs/Papers/trigger", """{"force_reprocess":"yes","force":true}""");

        answer.Status.ShouldBe(400);
        answer.Error("force_reprocess").ShouldContain("must be true or false");
        answer.Error("force").ShouldContain("is no field of a trigger");
    }

    [Fact]
    public async Task A_busy_job_refuses_a_trigger_and_names_the_run()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        await server.CreateJobAsync(Definitions.Papers());
        var first = (await server.SendAsync("POST", "/api/cronjobs/Papers/trigger")).Text("job_run_id");
        var second = await server.SendAsync("POST", "/api/cronjobs/Papers/trigger", """{"force_reprocess": false}""");

        (second.Status, second.Code, second.Text("job_run_id")).ShouldBe((409, "already_running", first));
        second.Text("detail").ShouldContain(first);
    }

    [Fact]
    public async Task Cancel_answers_202_and_a_second_one_after_the_end_409()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        await server.CreateJobAsync(Definitions.Papers());
        var id = (await server.SendAsync("POST", "/api/cronjobs/Papers/trigger")).Text("job_run_id");
        await server.Handler.Started;
        (await server.SendAsync("POST", $"/api/job-runs/{id}/cancel")).Status.ShouldBe(202);
        await server.Watch.UntilAnyAsync(RunStatus.Cancelled);
        var second = await server.SendAsync("POST", $"/api/job-runs/{id}/cancel");

        (second.Status, second.Code).ShouldBe((409, "run_not_cancellable"));
    }

    [Fact]
    public async Task Retry_makes_a_new_run_with_the_old_parameters()
    {
        await using var server = await JobServer.StartAsync(script: _ => throw new InvalidOperationException("No."));
        await server.CreateJobAsync(Definitions.Papers());
        var id = (await server.SendAsync("POST", "/api/cronjobs/Papers/trigger", """{"parameters":{"a":1}}""")).Text("job_run_id");
        await server.Watch.UntilAnyAsync(RunStatus.Failed);
        var retry = await server.SendAsync("POST", $"/api/job-runs/{id}/retry");

        (retry.Status, retry.Text("retry_of")).ShouldBe((202, id));
        var run = await server.SendAsync("GET", "/api/job-runs/" + retry.Text("job_run_id"));
        (run.Text("trigger"), run.Text("retry_of"), run["parameters"].GetRawText()).ShouldBe(("retry", id, """{"a":1}"""));
    }

    [Fact]
    public async Task A_run_that_is_not_over_can_not_be_retried()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        await server.CreateJobAsync(Definitions.Papers());
        var id = (await server.SendAsync("POST", "/api/cronjobs/Papers/trigger")).Text("job_run_id");
        var retry = await server.SendAsync("POST", $"/api/job-runs/{id}/retry");

        (retry.Status, retry.Code).ShouldBe((409, "run_not_retryable"));
    }

    [Fact]
    public async Task Runs_are_listed_by_job_and_over_all_with_their_counts()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            context.Logger.LogWarning("careful");
            return Task.CompletedTask;
        });
        await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers("one")));
        await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers("two")));
        await server.Watch.UntilAnyAsync(RunStatus.Completed, times: 2);

        var all = await server.SendAsync("GET", "/api/job-runs?status=completed,failed&limit=1");
        (all.Text("total"), all.Text("has_more"), all["runs"][0].GetProperty("job_name").GetString()).ShouldBe(("2", "True", "two"));
        all["runs"][0].GetProperty("counts").GetRawText().ShouldBe("""{"DEBUG":0,"INFO":0,"WARNING":1,"ERROR":0,"CRITICAL":0}""");
        (await server.SendAsync("GET", "/api/cronjobs/one/runs")).Text("total").ShouldBe("1");
        (await server.SendAsync("GET", "/api/job-runs?status=running")).Text("total").ShouldBe("0");
        (await server.SendAsync("GET", "/api/job-runs?start_time=2261-01-01")).Text("total").ShouldBe("0");
        (await server.SendAsync("GET", "/api/job-runs?status=done")).Error("status").ShouldContain("'done' is no status");
    }

    [Fact]
    public async Task What_belongs_to_a_run_is_read_from_it()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            using (context.BeginStep("paper_search"))
            {
                context.Metric("papers_found", 3, "counter");
                context.Metric("papers_found", 5, "counter");
            }

            context.Progress(5, 10, "half");
            throw new InvalidOperationException("Broken.");
        });
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);
        var path = "/api/job-runs/" + JobLogs.Protocol.Ids.RunIdText.ToText(run.Id.Number);

        var history = await server.SendAsync("GET", path + "/status-history");
        history["status_history"].EnumerateArray().Select(row => row.GetProperty("to_status").GetString()).ShouldBe(["pending", "running", "failed"]);
        history["status_history"][0].EnumerateObject().Select(field => field.Name).ShouldBe(
            ["timestamp", "from_status", "to_status", "reason", "details", "attempt"]);
        var step = (await server.SendAsync("GET", path + "/steps"))["steps"][0];
        step.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["id", "parent_id", "name", "status", "attempt", "started_at", "finished_at", "duration_ms"]);
        var metrics = await server.SendAsync("GET", path + "/metrics?name=papers_found&limit=1");
        (metrics.Text("total"), metrics.Text("has_more")).ShouldBe(("2", "True"));
        metrics["metrics"][0].EnumerateObject().Select(field => field.Name).ShouldBe(
            ["timestamp", "metric_name", "metric_value", "metric_type", "labels"]);
        (await server.SendAsync("GET", path + "/metrics/summary"))["metrics"][0].GetRawText().ShouldBe(
            """{"metric_name":"papers_found","metric_type":"counter","count":2,"sum":8,"min":3,"max":5,"mean":4,"last":5}""");
        var summary = await server.SendAsync("GET", path + "/summary");
        (summary.Text("status"), summary.Text("error.code"), summary.Text("run.progress.percent")).ShouldBe(("failed", "unhandled_exception", "50"));
        summary.Text("counts.ERROR").ShouldBe("1");
    }

    [Fact]
    public async Task A_run_has_the_fields_of_the_contract()
    {
        await using var server = await JobServer.StartAsync();
        var run = await server.TriggerAsync(await server.CreateJobAsync(Definitions.Papers()));
        var answer = await server.SendAsync("GET", "/api/job-runs/" + JobLogs.Protocol.Ids.RunIdText.ToText(run.Id.Number));

        answer.Json.EnumerateObject().Select(field => field.Name).ShouldBe(
        [
            "id", "job_run_id", "job_id", "job_name", "job_type", "status", "trigger", "attempt", "retry_of", "scheduled_at", "created_at", "started_at",
            "finished_at", "duration_ms", "current_step", "progress", "counts", "entries", "first_seq", "last_seq", "parameters", "error",
        ]);
    }
}
