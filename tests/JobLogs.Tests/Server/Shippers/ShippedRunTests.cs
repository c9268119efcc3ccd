using JobLogs.Server.Runs;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Shippers;

/// <summary>Which run shipped entries go to, and when such a run ends.</summary>
public sealed class ShippedRunTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero));
    private ShipperServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ShipperServer.StartAsync(_time, ("Shippers:SilenceSeconds", "60"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_job_that_is_not_there_is_made_as_an_external_one_with_one_run_for_all()
    {
        await ShipAsync("one");
        await ShipAsync("two");

        var run = (await _server.RunsAsync("nightly")).ShouldHaveSingleItem();
        (run.JobType, run.Trigger, run.Status).ShouldBe(("external", RunTrigger.Shipper, RunStatus.Running));
        (await _server.EntriesOfRunAsync(ShipperServer.IdOf(run))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_is_over_when_nothing_came_for_as_long_as_the_setting_says()
    {
        await ShipAsync("one");
        _time.Advance(TimeSpan.FromSeconds(50));
        await ShipAsync("two");
        _time.Advance(TimeSpan.FromSeconds(59));
        await SweepAsync();
        (await _server.RunsAsync("nightly"))[0].Status.ShouldBe(RunStatus.Running);

        _time.Advance(TimeSpan.FromSeconds(2));
        await SweepAsync();

        var run = (await _server.RunsAsync("nightly")).ShouldHaveSingleItem();
        run.Status.ShouldBe(RunStatus.Completed);
        var history = await _server.Runs.StatusHistoryAsync(run.Id, 0, 10, CancellationToken.None);
        history.Items[^1].Reason.ShouldBe("Nothing was shipped for 60 s, so the run is taken to be over.");
    }

    [Fact]
    public async Task An_entry_that_comes_after_that_opens_a_new_run()
    {
        await ShipAsync("one");
        _time.Advance(TimeSpan.FromSeconds(61));
        await SweepAsync();

        await ShipAsync("two");

        (await _server.RunsAsync("nightly")).Select(run => run.Status).ShouldBe([RunStatus.Completed, RunStatus.Running]);
    }

    [Fact]
    public async Task Entries_of_one_execution_go_to_one_run_and_late_ones_too()
    {
        await ShipAsync("one", key: "41");
        await ShipAsync("two", key: "42");
        _time.Advance(TimeSpan.FromSeconds(61));
        await SweepAsync();

        await ShipAsync("late", key: "41");

        var runs = await _server.RunsAsync("nightly");
        runs.Select(run => run.Status).ShouldBe([RunStatus.Completed, RunStatus.Completed]);
        (await _server.EntriesOfRunAsync(ShipperServer.IdOf(runs[0]))).Select(entry => entry.GetProperty("message").GetString()).ShouldBe(["one", "late"]);
    }

    [Fact]
    public async Task A_job_that_the_server_executes_is_refused_by_name()
    {
        await _server.CreateJobAsync("nightly", type: "paper_search");

        var reply = await _server.PostAsync("/v1/logs", Request("one", null));

        reply.Json.GetProperty("partialSuccess").GetProperty("errorMessage").GetString().ShouldNotBeNull().ShouldContain("job_not_external");
    }

    [Fact]
    public async Task An_address_of_a_job_that_is_not_there_is_404()
    {
        var reply = await _server.PostAsync("/api/cronjobs/nightly/otlp/v1/logs", Request("one", null));

        (reply.Status, reply.Json.GetProperty("code").GetString()).ShouldBe((404, "not_found"));
    }

    [Fact]
    public async Task An_address_of_a_job_opens_a_run_of_it()
    {
        await _server.CreateJobAsync("weekly");

        var reply = await _server.PostAsync("/api/cronjobs/weekly/otlp/v1/logs", Request("one", null));

        reply.Status.ShouldBe(200);
        (await _server.EntriesAsync("weekly")).ShouldHaveSingleItem();
    }

    private async Task ShipAsync(string message, string? key = null)
    {
        var reply = await _server.PostAsync("/v1/logs", Request(message, key));
        (reply.Status, reply.Text).ShouldBe((200, "{}"));
    }

    private Task SweepAsync() => _server.Loop<Sweeper>().SweepAsync(CancellationToken.None);

    private static string Request(string message, string? key)
    {
        var run = key is null ? "" : $$""", {"key": "cicd.pipeline.run.id", "value": {"stringValue": "{{key}}" } }""";
        return $$"""
            {"resourceLogs": [{
              "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "nightly"} } {{run}}]},
              "scopeLogs": [{"logRecords": [{"body": {"stringValue": "{{message}}" } }]}]
            }]}
            """;
    }
}
