using System.Net;
using System.Text.Json;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Live;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Begins_with_retry_and_an_id_and_then_tells_what_the_WebSocket_tells()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, started) = await server.StartRunAsync();
        await server.LogAsync(started, "一", "b");
        using var response = await OpenAsync(server, $"/api/cronjobs/{job}/logs/stream?level=INFO&types=log,status");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.NonValidated["Cache-Control"].ToString().ShouldBe("no-cache, no-transform");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        var first = (await events.NextAsync())!;
        first.Retry.ShouldNotBeNull();
        first.Id.ShouldNotBeNull();
        var log = (await events.NextAsync())!;
        log.Name.ShouldBe("log");
        JsonElement.Parse(log.Data!).GetProperty("message").GetString().ShouldBe("一");
        (await events.NextAsync())!.Id.ShouldNotBe(log.Id);
        (await events.NextAsync()).ShouldBe(new ReceivedEvent("caught_up", null, "{}", null, false));

        await server.CommitAsync(LiveHouse.Ending(started));
        var status = (await events.NextAsync())!;
        (status.Name, status.Id is null).ShouldBe(("status", false));
        status.Data.ShouldBe("""{"from_status":"running","to_status":"completed","reason":"Done.","details":null}""");
    }

    [Fact]
    public async Task The_first_id_resumes_before_the_first_entry()
    {
        await using var server = await LiveServer.StartAsync();
        var (job, _, started) = await server.StartRunAsync();
        await server.LogAsync(started, "a", "b", "c");
        using var response = await OpenAsync(server, $"/api/cronjobs/{job}/logs/stream?tail=2");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());
        var id = (await events.NextAsync())!.Id!;

        using var resumed = await OpenAsync(server, $"/api/cronjobs/{job}/logs/stream?tail=2", id);
        using var again = new EventReader(await resumed.Content.ReadAsStreamAsync());
        await again.NextAsync();

        JsonElement.Parse((await again.NextAsync())!.Data!).GetProperty("message").GetString().ShouldBe("b");
    }

    [Fact]
    public async Task A_finished_runs_stream_ends_and_its_id_is_answered_204()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, run, started) = await server.StartRunAsync();
        await server.LogAsync(started, "a");
        await server.CommitAsync(LiveHouse.Ending(started));
        var path = $"/api/job-runs/{run}/logs/stream";

        var whole = await AllAsync(server, path);
        whole.Select(one => one.Name).ShouldBe([null, "log", "end"]);
        using (var nothing = await OpenAsync(server, path, whole[^1].Id))
        {
            nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await AllAsync(server, path, whole[1].Id)).Select(one => one.Name).ShouldBe([null, "status", "end"]);

        await server.LogAsync(started, "late");
        var newer = await AllAsync(server, path, whole[^1].Id);
        newer.Select(one => one.Name).ShouldBe([null, "log", "end"]);
        using var again = await OpenAsync(server, path, newer[^1].Id);
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_header_wins_over_the_address()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, run, started) = await server.StartRunAsync();
        await server.LogAsync(started, "a", "b");
        await server.CommitAsync(LiveHouse.Ending(started));
        var path = $"/api/job-runs/{run}/logs/stream";
        var whole = await AllAsync(server, path);

        (await AllAsync(server, $"{path}?after={whole[1].Id}", whole[2].Id)).Select(one => one.Name).ShouldBe([null, "status", "end"]);
    }

    [Fact]
    public async Task What_clean_up_removed_is_told_first()
    {
        await using var server = await LiveServer.StartAsync(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50)));
        var (_, run, started) = await server.StartRunAsync();
        await server.LogAsync(started, "a", "b");
        await server.CommitAsync(LiveHouse.Ending(started));
        var whole = await AllAsync(server, $"/api/job-runs/{run}/logs/stream");
        server.House.FakeTime.Advance(TimeSpan.FromDays(2));
        await server.CommitAsync(new RemoveBefore(started.Job, server.House.Time.NowMicros(), 1000));

        var resumed = await AllAsync(server, $"/api/job-runs/{run}/logs/stream?after={whole[1].Id}");

        resumed.Select(one => one.Name).ShouldBe([null, "subscribed", "end"]);
        JsonElement.Parse(resumed[1].Data!).GetProperty("removed_through_seq").GetInt64().ShouldBe(2);
        resumed[1].Id.ShouldBeNull();
    }

    [Theory]
    [InlineData("?after=nonsense", "bad_cursor")]
    [InlineData("?lvel=ERROR", "unknown_parameter")]
    [InlineData("?types=logs", "validation_failed")]
    [InlineData("?tail=10001", "validation_failed")]
    public async Task Bad_parameters_are_refused(string query, string code)
    {
        await using var server = await LiveServer.StartAsync();

        using var response = await server.Http.GetAsync("/api/logs/stream" + query);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task An_unknown_run_is_404()
    {
        await using var server = await LiveServer.StartAsync();

        (await server.Http.GetAsync("/api/job-runs/run_1zz/logs/stream")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task When_the_server_stops_the_stream_ends()
    {
        await using var server = await LiveServer.StartAsync();
        using var response = await OpenAsync(server, "/api/logs/stream");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());
        await events.NextAsync();
        (await events.NextAsync()).ShouldNotBeNull().Name.ShouldBe("caught_up");

        var stopping = server.StopAsync();

        (await events.AllAsync()).ShouldBeEmpty();
        await stopping;
    }

    [Fact]
    public async Task A_comment_comes_every_15_seconds()
    {
        var time = new FakeTimeProvider();
        await using var server = await LiveServer.StartAsync(time);
        using var response = await OpenAsync(server, "/api/logs/stream?types=metric");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());
        await events.NextAsync();
        await events.NextAsync();

        var comments = 0;
        while (comments < 2)
        {
            var next = events.NextAsync();
            while (!next.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10);
            }

            comments += (await next)!.IsComment ? 1 : 0;
        }
    }

    [Fact]
    public async Task Events_do_not_put_the_comment_off()
    {
        var time = new FakeTimeProvider();
        await using var server = await LiveServer.StartAsync(time);
        var (job, _, started) = await server.StartRunAsync();
        using var response = await OpenAsync(server, $"/api/cronjobs/{job}/logs/stream?tail=0&types=log");
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());
        await events.NextAsync();
        (await events.NextAsync())!.Name.ShouldBe("caught_up");

        var commented = false;
        for (var second = 0; second < 20; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await server.LogAsync(started, "busy");
            var next = (await events.NextAsync())!;
            while (next.Name != "log")
            {
                commented |= next.IsComment;
                next = (await events.NextAsync())!;
            }
        }

        commented.ShouldBeTrue();
    }

    [Fact]
    public async Task Line_breaks_in_details_do_not_break_the_event()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, run, started) = await server.StartRunAsync();
        using var batch = new EntryBatch();
        batch.Add(new EntryView { Level = EntryLevel.Info, Message = "a\nb"u8, Details = "{\r\n \"k\": 1\n}"u8, DurationMs = -1 });
        await server.CommitAsync(new AppendEntries(started.Id, batch), LiveHouse.Ending(started));

        var whole = await AllAsync(server, $"/api/job-runs/{run}/logs/stream");

        var entry = JsonElement.Parse(whole[1].Data!);
        entry.GetProperty("message").GetString().ShouldBe("a\nb");
        entry.GetProperty("details").GetProperty("k").GetInt32().ShouldBe(1);
    }

    private static async Task<HttpResponseMessage> OpenAsync(LiveServer server, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<List<ReceivedEvent>> AllAsync(LiveServer server, string path, string? lastEventId = null)
    {
        using var response = await OpenAsync(server, path, lastEventId);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var events = new EventReader(await response.Content.ReadAsStreamAsync());
        return await events.AllAsync();
    }
}
