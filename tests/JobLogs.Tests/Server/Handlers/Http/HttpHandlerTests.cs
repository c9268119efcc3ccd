using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.Server.Calls;
using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Handlers.Http;

/// <summary>Calls to a real server on loopback, which only a setting allows.</summary>
public sealed class HttpHandlerTests
{
    private static readonly AllowedAddresses Nothing = new() { Setting = HttpFeature.AddressesSetting };
    private static readonly AllowedAddresses Loopback = Nothing with { Networks = [new IPNetwork(IPAddress.Loopback, 32)] };

    [Fact]
    public async Task An_answer_is_logged_with_the_beginning_of_its_body()
    {
        await using var target = await Target.StartAsync(http =>
        {
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync("健康");
        });

        var context = await CallAsync(new { url = target.Url + "/health", headers = new Dictionary<string, string> { ["X-Api-Key"] = "k1" } });

        var asked = target.Asked.ShouldHaveSingleItem();
        (asked.Method, asked.Path, asked.Headers["X-Api-Key"]).ShouldBe(("GET", "/health", "k1"));
        var answer = context.Log.Entries[^1];
        (answer.Level, answer.Properties["status"], answer.Properties["body"], answer.Properties["bytes"], answer.Properties["complete"])
            .ShouldBe((LogLevel.Information, 200, "健康", 6L, true));
        context.Metrics["http_status"].Value.ShouldBe(200);
        context.Log.Entries.ShouldAllBe(entry => entry.Step == "http_request");
    }

    [Fact]
    public async Task A_body_of_JSON_is_sent_as_JSON()
    {
        await using var target = await Target.StartAsync(_ => Task.CompletedTask);

        await CallAsync(new { url = target.Url, method = "POST", body = new { a = 1 } });

        var asked = target.Asked.ShouldHaveSingleItem();
        (asked.Body, asked.Headers["Content-Type"]).ShouldBe(("""{"a":1}""", "application/json"));
    }

    [Fact]
    public async Task Another_status_than_the_expected_fails_the_run()
    {
        await using var target = await Target.StartAsync(http =>
        {
            http.Response.StatusCode = 503;
            return http.Response.WriteAsync("down");
        });
        var context = Context(new { url = target.Url });

        (await FailAsync(context)).Code.ShouldBe("http_status_503");

        (context.Log.Entries[^1].Level, context.Log.Entries[^1].Properties["body"]).ShouldBe((LogLevel.Error, "down"));
        context.Steps.ShouldBe(["http_request failed"]);
    }

    [Fact]
    public async Task The_job_says_which_statuses_it_expects()
    {
        await using var target = await Target.StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        (await CallAsync(new { url = target.Url, expected_status = new object[] { 200, "400-404" } })).Log.Entries[^1].Level.ShouldBe(LogLevel.Information);
    }

    [Fact]
    public async Task Of_a_large_body_only_the_beginning_is_read_and_kept()
    {
        await using var target = await Target.StartAsync(async http =>
        {
            // Without end: whoever reads all of it never returns.
            var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("中", 10_000)));
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(block);
            }
        });

        var answer = (await CallAsync(new { url = target.Url })).Log.Entries[^1];

        answer.Properties["complete"].ShouldBe(false);
        var body = answer.Properties["body"].ShouldBeOfType<string>();
        body.TrimEnd('…').ShouldAllBe(character => character == '中');
        Encoding.UTF8.GetByteCount(body).ShouldBeInRange(8_000, 8_200);
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_not_kept()
    {
        await using var target = await Target.StartAsync(http => http.Response.Body.WriteAsync(new byte[] { 0x89, 0x50, 0, 0xFF }).AsTask());

        var answer = (await CallAsync(new { url = target.Url })).Log.Entries[^1];

        (answer.Properties["body"], answer.Properties["bytes"]).ShouldBe((null, 4L));
    }

    [Fact]
    public async Task Redirects_are_followed_and_logged()
    {
        await using var target = await Target.StartAsync(http =>
        {
            if (http.Request.Path == "/a")
            {
                http.Response.Redirect("/b");
            }

            return Task.CompletedTask;
        });

        var context = await CallAsync(new { url = target.Url + "/a" });

        target.Asked.Select(asked => asked.Path).ShouldBe(["/a", "/b"]);
        context.Log.Entries.ShouldContain(entry => entry.Message == $"302, redirected to {target.Url}/b");
    }

    [Fact]
    public async Task Redirects_without_end_are_given_up()
    {
        await using var target = await Target.StartAsync(http =>
        {
            http.Response.Redirect("/again");
            return Task.CompletedTask;
        });

        (await FailAsync(Context(new { url = target.Url, max_redirects = 3 }))).Code.ShouldBe("too_many_redirects");

        target.Asked.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/", "address_refused")]
    [InlineData("http://[::ffff:127.0.0.3]:{0}/", "address_refused")]
    [InlineData("http://localhost.localdomain.invalid/", "host_not_found")]
    [InlineData("file:///etc/passwd", "redirect_refused")]
    [InlineData("http://me:pw@127.0.0.1:{0}/", "redirect_refused")]
    public async Task A_redirect_leads_nowhere_that_the_job_could_not_name(string location, string code)
    {
        Target? target = null;
        await using var started = target = await Target.StartAsync(http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = string.Format(location, target!.Port);
            return Task.CompletedTask;
        });

        (await FailAsync(Context(new { url = started.Url }))).Code.ShouldBe(code);

        started.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_is_looked_at_by_the_address_that_is_connected_to()
    {
        await using var target = await Target.StartAsync(_ => Task.CompletedTask);
        var guard = new AddressGuard(Nothing);
        using var connections = new GuardedConnections(guard, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]));

        var failure = await FailAsync(Context(new { url = $"http://innocent.example:{target.Port}/" }), guard, connections);

        failure.Code.ShouldBe("address_refused");
        failure.Message.ShouldContain("HTTP_ALLOWED_NETWORKS");
        target.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_tried()
    {
        await using var target = await Target.StartAsync(_ => Task.CompletedTask);
        var guard = new AddressGuard(Loopback);
        using var connections = new GuardedConnections(guard, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.255.255.1"), IPAddress.Loopback]));
        var context = Context(new { url = $"http://mixed.example:{target.Port}/" });

        await new HttpHandler(guard, connections, TimeProvider.System).ExecuteAsync(context);

        target.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_listens_the_run_fails()
    {
        var target = await Target.StartAsync(_ => Task.CompletedTask);
        var url = target.Url;
        await target.DisposeAsync();

        (await FailAsync(Context(new { url }))).Code.ShouldBe("connection_failed");
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_fails_the_run()
    {
        var time = new FakeTimeProvider();
        await using var target = await Target.StartAsync(async http =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        (await FailAsync(Context(new { url = target.Url, timeout_seconds = 5 }), time: time)).Code.ShouldBe("http_timed_out");
    }

    [Fact]
    public async Task Told_to_stop_the_call_ends()
    {
        using var stop = new CancellationTokenSource();
        await using var target = await Target.StartAsync(async http =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        var guard = new AddressGuard(Loopback);
        using var connections = new GuardedConnections(guard);

        await Should.ThrowAsync<OperationCanceledException>(
            () => new HttpHandler(guard, connections, TimeProvider.System).ExecuteAsync(Context(new { url = target.Url }, stop.Token)));
    }

    private static RecordingContext Context(object parameters, CancellationToken cancellationToken = default) =>
        new(new JobDefinition { Name = "ping", Type = "http", CronExpression = "0 3 * * *" }, JsonSerializer.Serialize(parameters), cancellationToken);

    private static async Task<RecordingContext> CallAsync(object parameters)
    {
        var context = Context(parameters);
        var guard = new AddressGuard(Loopback);
        using var connections = new GuardedConnections(guard);
        await new HttpHandler(guard, connections, TimeProvider.System).ExecuteAsync(context);
        return context;
    }

    private static async Task<JobFailedException> FailAsync(
        RecordingContext context, AddressGuard? guard = null, GuardedConnections? connections = null, TimeProvider? time = null)
    {
        guard ??= new AddressGuard(Loopback);
        using var own = new GuardedConnections(guard);
        return await Should.ThrowAsync<JobFailedException>(() => new HttpHandler(guard, connections ?? own, time ?? TimeProvider.System).ExecuteAsync(context));
    }
}
