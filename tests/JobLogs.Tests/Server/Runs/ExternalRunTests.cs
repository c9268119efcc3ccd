using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Runs that somebody else executes and reports over HTTP.</summary>
public sealed class ExternalRunTests
{
    [Fact]
    public async Task A_run_is_started_reported_on_and_ended_from_outside()
    {
        await using var server = await JobServer.StartAsync();
        await server.CreateJobAsync(Definitions.External());
        var started = await server.SendAsync("POST", "/api/cronjobs/External/runs", """{"parameters":{"a":1},"lease_seconds":60}""");
        (started.Status, started.Text("status"), started.Text("trigger")).ShouldBe((201, "running", "api"));
        var path = started.Location!;
        path.ShouldBe("/api/job-runs/" + started.Text("id"));

        var step = await server.SendAsync("POST", path + "/steps", """{"name":"download","state":"begin"}""");
        (step.Status, step.Text("status")).ShouldBe((200, "running"));
        (await server.SendAsync("GET", path)).Text("current_step").ShouldBe("download");
        var end = await server.SendAsync("POST", path + "/steps", $$"""{"id":"{{step.Text("id")}}","state":"end","status":"failed"}""");
        end.Text("status").ShouldBe("failed");
        (await server.SendAsync("POST", path + "/metrics", """[{"metric_name":"m","metric_value":1},{"metric_name":"m","metric_value":2.5,"metric_type":"counter","labels":{"k":"v"}}]"""))
            .Text("accepted").ShouldBe("2");
        (await server.SendAsync("PATCH", path, """{"progress":{"done":1,"total":4},"current_step":"x"}""")).Text("progress.percent").ShouldBe("25");
        (await server.SendAsync("POST", path + "/heartbeat")).Status.ShouldBe(200);
        var over = await server.SendAsync("PATCH", path, """{"status":"failed","reason":"It broke.","error":{"code":"boom","message":"Boom."}}""");

        (over.Text("status"), over.Text("error.code"), over.Text("current_step")).ShouldBe(("failed", "boom", ""));
        server.Watch.Changes[^1].Reason.ShouldBe("It broke.");
    }

    [Fact]
    public async Task A_second_final_status_is_refused_and_so_are_a_heartbeat_and_a_retry_after_the_end()
    {
        await using var server = await JobServer.StartAsync();
        var path = await StartAsync(server);
        (await server.SendAsync("PATCH", path, """{"status":"completed"}""")).Status.ShouldBe(200);

        (await server.SendAsync("PATCH", path, """{"status":"failed"}""")).Code.ShouldBe("run_finished");
        (await server.SendAsync("POST", path + "/heartbeat")).Code.ShouldBe("run_finished");
        (await server.SendAsync("POST", path + "/retry")).Code.ShouldBe("run_not_retryable");
        (await server.SendAsync("POST", path + "/steps", """{"name":"late","state":"begin"}""")).Code.ShouldBe("run_finished");
        (await server.SendAsync("POST", path + "/metrics", """{"metric_name":"late","metric_value":1}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_final_statuses_at_once_one_wins()
    {
        await using var server = await JobServer.StartAsync();
        var path = await StartAsync(server);
        var answers = await Task.WhenAll(
            server.SendAsync("PATCH", path, """{"status":"completed"}"""),
            server.SendAsync("POST", path + "/cancel"),
            server.SendAsync("PATCH", path, """{"status":"failed"}"""));

        answers.Count(answer => answer.Status < 300).ShouldBe(1);
        server.Watch.Changes.Count(change => change.To.IsFinal()).ShouldBe(1);
    }

    [Fact]
    public async Task The_status_of_a_run_that_the_server_executes_is_the_servers()
    {
        await using var server = await JobServer.StartAsync(script: ScriptedHandler.UntilStopped);
        await server.CreateJobAsync(Definitions.Papers());
        var path = "/api/job-runs/" + (await server.SendAsync("POST", "/api/cronjobs/Papers/trigger")).Text("job_run_id");

        (await server.SendAsync("PATCH", path, """{"status":"completed"}""")).Code.ShouldBe("run_owned_by_server");
        (await server.SendAsync("POST", path + "/heartbeat")).Code.ShouldBe("run_owned_by_server");
        (await server.SendAsync("POST", "/api/cronjobs/Papers/runs")).Code.ShouldBe("job_not_external");
    }

    [Fact]
    public async Task An_external_job_can_not_be_triggered_and_may_have_several_runs_under_way()
    {
        await using var server = await JobServer.StartAsync();
        await StartAsync(server);
        (await server.SendAsync("POST", "/api/cronjobs/External/runs")).Status.ShouldBe(201);

        (await server.SendAsync("POST", "/api/cronjobs/External/trigger")).Code.ShouldBe("external_job");
    }

    [Fact]
    public async Task A_step_that_has_ended_can_not_end_in_another_way_and_one_that_never_began_not_at_all()
    {
        await using var server = await JobServer.StartAsync();
        var path = await StartAsync(server);
        await server.SendAsync("POST", path + "/steps", """{"id":"s","name":"download","state":"begin"}""");
        await server.SendAsync("POST", path + "/steps", """{"id":"s","state":"end"}""");

        (await server.SendAsync("POST", path + "/steps", """{"id":"s","state":"end"}""")).Status.ShouldBe(200);
        (await server.SendAsync("POST", path + "/steps", """{"id":"s","state":"end","status":"failed"}""")).Code.ShouldBe("step_conflict");
        (await server.SendAsync("POST", path + "/steps", """{"id":"t","state":"end"}""")).Error("id").ShouldContain("no step 't'");
        (await server.SendAsync("POST", path + "/steps", """{"name":"n","parent_id":"p","state":"begin"}""")).Error("parent_id").ShouldContain("no step 'p'");
    }

    [Theory]
    [InlineData("PATCH", "", """{"status":"running"}""", "status", "'running' is none of completed, failed, cancelled, timed_out")]
    [InlineData("PATCH", "", """{"reason":"x"}""", "reason", "goes with \"status\"")]
    [InlineData("PATCH", "", """{"status":"completed","error":{"code":"a","message":"b"}}""", "error", "is not for a run that ended as completed")]
    [InlineData("PATCH", "", """{"status":"failed","error":{"code":"a"}}""", "error.message", "is required")]
    [InlineData("PATCH", "", """{"progress":{"total":3}}""", "progress.done", "is required")]
    [InlineData("PATCH", "", """{"progress":5}""", "progress", "must be progress, a JSON object in {}; it is a number")]
    [InlineData("PATCH", "", """{"state":"x"}""", "state", "is no field of a change of a run")]
    [InlineData("POST", "/steps", "{}", "state", "is required")]
    [InlineData("POST", "/steps", """{"state":"begin"}""", "name", "is required to begin a step")]
    [InlineData("POST", "/steps", """{"state":"end"}""", "id", "is required to end a step")]
    [InlineData("POST", "/steps", """{"state":"begin","name":"n","status":"failed"}""", "status", "goes with \"state\": \"end\"")]
    [InlineData("POST", "/metrics", """{"metric_value":1}""", "metric_name", "is required")]
    [InlineData("POST", "/metrics", """{"metric_name":"m"}""", "metric_value", "is required")]
    [InlineData("POST", "/metrics", """{"metric_name":"m","metric_value":1e999}""", "metric_value", "too large")]
    [InlineData("POST", "/metrics", """[{"metric_name":"m","metric_value":1},{"metric_name":"m","metric_value":"2"}]""", "[1].metric_value", "must be a number; it is a string")]
    [InlineData("POST", "/metrics", """{"metric_name":"m","metric_value":1,"metric_type":"rate"}""", "metric_type", "is none of counter, gauge, histogram")]
    [InlineData("POST", "/metrics", """{"metric_name":"m","metric_value":1,"labels":{"a":1}}""", "labels", "must have strings only; 'a' is a number")]
    [InlineData("POST", "/metrics", """{"metric_name":"m","metric_value":1,"timestamp":"yesterday"}""", "timestamp", "'yesterday' is not a time")]
    [InlineData("POST", "/metrics", "[]", "body", "1 to 10000 are taken")]
    public async Task A_bad_report_is_refused_as_a_whole_and_says_what_is_wrong(string method, string path, string json, string field, string expected)
    {
        await using var server = await JobServer.StartAsync();
        var answer = await server.SendAsync(method, await StartAsync(server) + path, json);

        (answer.Status, answer.Code).ShouldBe((400, "validation_failed"));
        answer.Error(field).ShouldContain(expected);
    }

    [Theory]
    [InlineData("""{"lease_seconds":-1}""", "lease_seconds")]
    [InlineData("""{"lease_seconds":2592001}""", "lease_seconds")]
    [InlineData("""{"lease":5}""", "lease")]
    public async Task A_bad_start_is_refused(string json, string field)
    {
        await using var server = await JobServer.StartAsync();
        await server.CreateJobAsync(Definitions.External());
        var answer = await server.SendAsync("POST", "/api/cronjobs/External/runs", json);

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    private static async Task<string> StartAsync(JobServer server)
    {
        await server.CreateJobAsync(Definitions.External());
        return (await server.SendAsync("POST", "/api/cronjobs/External/runs")).Location!;
    }
}
