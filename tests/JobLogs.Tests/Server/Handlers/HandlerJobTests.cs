using JobLogs.Server.Calls;
using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.Command;
using JobLogs.Server.Handlers.Http;
using JobLogs.Tests.Server.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace JobLogs.Tests.Server.Handlers;

/// <summary>Jobs of these types over the API: what a handler says of parameters is answered at their fields.</summary>
public sealed class HandlerJobTests
{
    [Fact]
    public async Task A_command_that_no_setting_allows_is_refused_with_the_settings_name()
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync("POST", "/api/cronjobs", """{"name":"a","type":"command","cron_expression":"@daily","parameters":{"program":"/bin/ls"}}""");

        answer.Status.ShouldBe(400);
        answer.Error("parameters.program").ShouldContain("COMMAND_ALLOWED_PROGRAMS");
    }

    [Theory]
    [InlineData("""{"name":"a","type":"command","cron_expression":"@daily"}""", "parameters.program", "is required")]
    [InlineData("""{"name":"a","type":"http","cron_expression":"@daily","parameters":{"url":"http://10.0.0.1/"}}""", "parameters.url", "HTTP_ALLOWED_NETWORKS")]
    [InlineData("""{"name":"a","type":"http","cron_expression":"@daily","parameters":{"url":"https://example.com/","colour":1}}""", "parameters.colour", "is no field")]
    public async Task Bad_parameters_are_refused_at_their_fields(string job, string field, string text)
    {
        await using var server = await StartAsync();

        var answer = await server.SendAsync("POST", "/api/cronjobs", job);

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldContain(text);
    }

    [Fact]
    public async Task Changes_are_looked_at_when_they_concern_parameters()
    {
        await using var server = await StartAsync();
        var job = (await server.SendAsync("POST", "/api/cronjobs", """{"name":"a","type":"http","cron_expression":"@daily","parameters":{"url":"https://example.com/"}}""")).Text("id");

        (await server.SendAsync("PATCH", $"/api/cronjobs/{job}", """{"parameters":{"url":"nowhere"}}""")).Error("parameters.url").ShouldContain("http or https");
        (await server.SendAsync("PATCH", $"/api/cronjobs/{job}", """{"type":"command"}""")).Error("parameters.program").ShouldContain("is required");
        (await server.SendAsync("PATCH", $"/api/cronjobs/{job}", """{"name":"b"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_a_trigger_adds_is_looked_at()
    {
        await using var server = await StartAsync();
        var job = (await server.SendAsync("POST", "/api/cronjobs", """{"name":"a","type":"command","cron_expression":"@daily","parameters":{"program":"/bin/sh","arguments":["-c","exit 0"]}}""")).Text("id");

        (await server.SendAsync("POST", $"/api/cronjobs/{job}/trigger", """{"parameters":{"program":"/bin/ls"}}""")).Error("parameters.program").ShouldContain("COMMAND_ALLOWED_PROGRAMS");
        (await server.SendAsync("POST", $"/api/cronjobs/{job}/trigger", """{"force_reprocess":false}""")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Secret_parameters_are_looked_at_and_never_shown()
    {
        await using var server = await StartAsync();

        var bad = await server.SendAsync("POST", "/api/cronjobs", """{"name":"a","type":"http","cron_expression":"@daily","secret_parameters":["timeout_seconds","url"],"parameters":{"url":"https://example.com/","timeout_seconds":987654321}}""");
        var good = await server.SendAsync("POST", "/api/cronjobs", """{"name":"b","type":"http","cron_expression":"@daily","secret_parameters":["headers"],"parameters":{"url":"https://example.com/","headers":{"Authorization":"Bearer top-secret"}}}""");

        bad.Error("parameters.timeout_seconds").ShouldNotContain("987654321");
        good.Text("parameters.headers").ShouldBe("***");
        var kept = await server.SendAsync("PATCH", $"/api/cronjobs/{good.Text("id")}", """{"parameters":{"url":"https://example.com/b","headers":"***"}}""");
        (kept.Status, kept.Text("parameters.url"), kept.Text("parameters.headers")).ShouldBe((200, "https://example.com/b", "***"));
    }

    private static Task<JobServer> StartAsync() => JobServer.StartAsync(add: services =>
    {
        var guard = new AddressGuard(new AllowedAddresses { Setting = HttpFeature.AddressesSetting });
        services.AddSingleton<IJobHandler>(new CommandHandler(new CommandOptions { AllowedPrograms = ["/bin/sh"] }, TimeProvider.System));
        services.AddSingleton<IJobHandler>(provider => new HttpHandler(guard, new GuardedConnections(guard), TimeProvider.System));
    });
}
