using JobLogs.Tests.Server.Runs;

namespace JobLogs.Tests.Server.Jobs;

/// <summary>Bad input gets an error that names what was wrong and shows how it would be right.</summary>
public sealed class JobValidationTests(JobValidationTests.Shared shared) : IClassFixture<JobValidationTests.Shared>
{
    private const string Good = "\"name\":\"n\",\"keywords\":[\"k\"],\"cron_expression\":\"0 0 * * *\"";

    [Theory]
    [InlineData("{}", "name", "is required")]
    [InlineData("{}", "cron_expression", "is required")]
    [InlineData("{}", "keywords", "is required")]
    [InlineData("""{"name":" "}""", "name", "must not be blank")]
    [InlineData("""{"name":7}""", "name", "must be a string in quotes; it is a number")]
    [InlineData("""{"name":"a\u0000b"}""", "name", "control character U+0000")]
    [InlineData("""{"name":"\ud800"}""", "name", "half of a surrogate pair")]
    [InlineData("""{"type":"shell"}""", "type", "'shell' is none of external, paper_search")]
    [InlineData("""{"type":"external","cron_expression":"0 0 * * *"}""", "cron_expression", "is not for a job of the type external")]
    [InlineData("""{"cron_expression":"61 0 * * *"}""", "cron_expression", "61")]
    [InlineData("""{"cron_expression":"0 0 30 2 *"}""", "cron_expression", "never fires")]
    [InlineData("""{"timezone":"Asia/Bejing"}""", "timezone", "Asia/")]
    [InlineData("""{"keywords":"x"}""", "keywords", "must be an array of strings")]
    [InlineData("""{"keywords":["x",3]}""", "keywords", "element 2 is a number")]
    [InlineData("""{"keywords":[" "]}""", "keywords", "element 1 must not be blank")]
    [InlineData("""{"parameters":[]}""", "parameters", "must be a JSON object in {}; it is an array")]
    [InlineData("""{"parameters":{"a":{"b":1,"b":2}}}""", "parameters", "the key 'b' twice")]
    [InlineData("""{"max_papers_per_run":0}""", "max_papers_per_run", "0 is not a whole number from 1 to 10000")]
    [InlineData("""{"timeout_seconds":1.5}""", "timeout_seconds", "1.5 is not a whole number")]
    [InlineData("""{"max_retries":"3"}""", "max_retries", "must be a whole number from 0 to 100; it is a string")]
    [InlineData("""{"retry_delay_seconds":86401}""", "retry_delay_seconds", "86401 is not")]
    [InlineData("""{"retention_days":-1}""", "retention_days", "-1 is not")]
    [InlineData("""{"enabled":"yes"}""", "enabled", "must be true or false, without quotes")]
    [InlineData("""{"concurrency":"both"}""", "concurrency", "is none of skip, queue, allow, replace")]
    [InlineData("""{"misfire":"never"}""", "misfire", "is none of once, skip, all")]
    [InlineData("""{"jitter_seconds":3601}""", "jitter_seconds", "3601 is not a whole number from 0 to 3600")]
    [InlineData("""{"paused_until":"tomorrow"}""", "paused_until", "'tomorrow' is")]
    [InlineData("""{"secret_parameters":"token"}""", "secret_parameters", "must be an array of names")]
    [InlineData("""{"secret_parameters":[1]}""", "secret_parameters", "element 1 is none")]
    [InlineData("""{"secret_parameters":["token"],"parameters":{"token":"***"}}""", "parameters", "there is none yet")]
    [InlineData("""{"parameters":{"token":{"$sealed":"x"}}}""", "parameters", "which is the server's own")]
    [InlineData("""{"kewords":["x"]}""", "kewords", "is no field of a job")]
    [InlineData("""{"id":"job_1"}""", "id", "is no field of a job")]
    [InlineData("""{"enabled":true,"enabled":false}""", "enabled", "is given twice")]
    [InlineData("[]", "body", "must be a job, a JSON object")]
    public async Task A_bad_field_is_named_with_what_is_wrong(string json, string field, string expected)
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", json);

        (answer.Status, answer.Code).ShouldBe((400, "validation_failed"));
        answer.Error(field).ShouldContain(expected);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", """{"name":"","max_retries":101,"tyme":1,"timezone":"Mars"}""");

        answer["errors"].EnumerateObject().Select(error => error.Name).ShouldBe(
            ["name", "max_retries", "tyme", "timezone", "keywords", "cron_expression"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_name_may_have_255_characters_of_any_plane_and_not_one_more()
    {
        var name = string.Concat(Enumerable.Repeat("😀", 255));
        (await shared.Server.SendAsync("POST", "/api/cronjobs", $$"""{"name":"{{name}}","type":"external"}""")).Text("name").ShouldBe(name);

        (await shared.Server.SendAsync("POST", "/api/cronjobs", $$"""{"name":"{{name}}!","type":"external"}""")).Error("name").ShouldContain("256 characters");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_said_to_be_JSON_is_refused(string contentType)
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", $$"""{{{Good}}}""", contentType);

        (answer.Status, answer.Code).ShouldBe((415, "unsupported_media_type"));
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_refused_with_the_place_where_it_goes_wrong()
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", "{\n  \"name\": oops\n}");

        (answer.Status, answer.Code).ShouldBe((400, "bad_request"));
        answer.Text("detail").ShouldContain("line 2, byte 11");
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", "{\"name\":\"" + new string('x', 1 << 20) + "\"}");

        (answer.Status, answer.Code).ShouldBe((413, "payload_too_large"));
    }

    [Fact]
    public async Task Parameters_that_are_too_long_are_refused()
    {
        var answer = await shared.Server.SendAsync("POST", "/api/cronjobs", "{\"parameters\":{\"a\":\"" + new string('x', 65_536) + "\"}}");

        answer.Error("parameters").ShouldContain("at most 65536 are taken");
    }

    [Theory]
    [InlineData("POST", "/api/cronjobs?name=x", "name")]
    [InlineData("GET", "/api/cronjobs?enabled=true", "enabled")]
    [InlineData("GET", "/api/job-runs?state=running", "state")]
    public async Task A_parameter_that_nobody_knows_is_refused(string method, string path, string name)
    {
        var answer = await shared.Server.SendAsync(method, path, method == "GET" ? null : "{}");

        (answer.Status, answer.Code).ShouldBe((400, "unknown_parameter"));
        answer.Error(name).ShouldContain("is no parameter of this call");
    }

    [Fact]
    public async Task A_patch_to_external_needs_the_cron_expression_gone()
    {
        await shared.Server.SendAsync("POST", "/api/cronjobs", """{"name":"turn","keywords":["k"],"cron_expression":"0 0 * * *"}""");
        (await shared.Server.SendAsync("PATCH", "/api/cronjobs/turn", """{"type":"external"}""")).Error("cron_expression").ShouldContain("send null");

        var turned = await shared.Server.SendAsync("PATCH", "/api/cronjobs/turn", """{"type":"external","cron_expression":null}""");
        (turned.Text("type"), turned.Text("next_run_at")).ShouldBe(("external", ""));
    }

    /// <summary>One server for all of these tests: none of them minds the jobs of the others.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal JobServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await JobServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
