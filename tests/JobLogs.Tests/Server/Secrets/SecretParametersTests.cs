using System.Text.Json;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Secrets;

/// <summary>Secret parameters of jobs, from the API to the handler.</summary>
public sealed class SecretParametersTests
{
    private const string Job = """
        {"name": "secret", "keywords": ["x"], "cron_expression": "0 0 1 1 *",
         "parameters": {"region": "eu", "token": "hunter2-value", "pin": 1234}, "secret_parameters": ["token", "pin", "later"]}
        """;

    [Fact]
    public async Task They_are_read_as_a_mask_and_kept_sealed()
    {
        await using var server = await JobServer.StartAsync();

        var created = (await server.SendAsync("POST", "/api/cronjobs", Job)).Json;

        created.GetProperty("parameters").GetRawText().ShouldBe("""{"region":"eu","token":"***","pin":"***"}""");
        created.GetProperty("secret_parameters").GetRawText().ShouldBe("""["token","pin","later"]""");
        var kept = (await server.Jobs.FindByNameAsync("secret", TestContext.Current.CancellationToken))!.Definition.Parameters;
        kept.ShouldNotContain("hunter2");
        kept.ShouldNotContain("1234");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_mask_that_is_written_back_keeps_the_value(string method)
    {
        var given = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await JobServer.StartAsync(script: context =>
        {
            given.TrySetResult(context.Parameters.GetRawText());
            return Task.CompletedTask;
        });
        var created = (await server.SendAsync("POST", "/api/cronjobs", Job)).Json;
        var back = method == "PUT" ? created.GetRawText() : $$"""{"parameters": {{created.GetProperty("parameters").GetRawText()}}}""";

        (await server.SendAsync(method, "/api/cronjobs/secret", back)).Status.ShouldBe(200);
        await server.SendAsync("POST", "/api/cronjobs/secret/trigger", "{}");

        JsonElement.Parse(await given.Task).GetRawText().ShouldBe("""{"region":"eu","token":"hunter2-value","pin":1234}""");
    }

    [Fact]
    public async Task A_trigger_brings_values_that_are_as_secret_as_the_job_says()
    {
        var given = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await JobServer.StartAsync(script: context =>
        {
            given.TrySetResult(context.Parameters.GetRawText());
            return Task.CompletedTask;
        });
        await server.SendAsync("POST", "/api/cronjobs", Job);

        var run = (await server.SendAsync("POST", "/api/cronjobs/secret/trigger", """{"parameters": {"later": "now", "token": "***"}}""")).Json;
        var shown = (await server.SendAsync("GET", "/api/job-runs/" + run.GetProperty("job_run_id").GetString())).Json;

        JsonElement.Parse(await given.Task).GetProperty("later").GetString().ShouldBe("now");
        JsonElement.Parse(await given.Task).GetProperty("token").GetString().ShouldBe("hunter2-value");
        shown.GetProperty("parameters").GetProperty("later").GetString().ShouldBe("***");
        shown.GetRawText().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_change_of_something_else_leaves_them_alone()
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", Job);
        var before = (await server.Jobs.FindByNameAsync("secret", TestContext.Current.CancellationToken))!.Definition.Parameters;

        await server.SendAsync("PATCH", "/api/cronjobs/secret", """{"max_retries": 2}""");

        (await server.Jobs.FindByNameAsync("secret", TestContext.Current.CancellationToken))!.Definition.Parameters.ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"secret_parameters": []}""")]
    [InlineData("""{"secret_parameters": null, "parameters": {"token": "***"}}""")]
    public async Task A_secret_does_not_become_public_without_its_value(string change)
    {
        await using var server = await JobServer.StartAsync();
        await server.SendAsync("POST", "/api/cronjobs", Job);

        var answer = await server.SendAsync("PATCH", "/api/cronjobs/secret", change);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("errors").GetProperty("parameters")[0].GetString()!.ShouldContain("send its value anew");
    }

    [Fact]
    public async Task What_a_handler_tells_of_them_is_masked_before_anybody_sees_it()
    {
        await using var server = await JobServer.StartAsync(script: context =>
        {
            var token = context.Parameters.GetProperty("token").GetString()!;
            var packed = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("user:" + token));
            context.Logger.LogInformation("Signing in with {Token} as {Header}", token, packed);
            context.Progress(1, 2, "with " + token);
            using var step = context.BeginStep("step " + token);
            throw new InvalidOperationException($"https://x.example/?token={token} was refused");
        });
        await server.SendAsync("POST", "/api/cronjobs", Job);
        var run = await server.TriggerAsync((await server.Jobs.FindByNameAsync("secret", TestContext.Current.CancellationToken))!);

        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);

        var end = await server.FindRunAsync(run.Id);
        var steps = await server.Runs.StepsAsync(run.Id, 0, 10, TestContext.Current.CancellationToken);
        var told = string.Join('\n',
        [
            .. server.Watch.Entries.Select(entry => entry.ToString()),
            .. server.Watch.Changes.Select(change => change.ToString()),
            end.ToString(),
            .. steps.Items.Select(step => step.ToString()),
        ]);
        told.ShouldContain("Signing in with ****");
        told.ShouldContain("was refused");
        told.ShouldNotContain("hunter2");
        told.ShouldNotContain(Convert.ToBase64String("user:hunter2-"u8));
    }

    [Fact]
    public async Task A_run_whose_key_is_gone_fails_and_says_so()
    {
        await using var server = await JobServer.StartAsync(script: context => Task.FromResult(context.Parameters));
        await server.SendAsync("POST", "/api/cronjobs", Job);
        var job = (await server.Jobs.FindByNameAsync("secret", TestContext.Current.CancellationToken))!;
        var run = await server.TriggerAsync(job with
        {
            Definition = job.Definition with { Parameters = """{"token": {"$sealed": "00000000.AAAA"}}""" },
        });

        await server.Watch.UntilAsync(run.Id, RunStatus.Failed);

        var end = await server.FindRunAsync(run.Id);
        (end.Status, end.Error!.Code).ShouldBe((RunStatus.Failed, "secret_unreadable"));
    }
}
