using JobLogs.Server.Retention;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Retention;

public sealed class CleanUpTests : IAsyncLifetime
{
    private const long Day = 86_400 * Sample.Second;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 4, 1, 12, 0, 0, TimeSpan.Zero));
    private LogServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LogServer.StartAsync(_time);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Deletes_what_is_older_and_says_how_much()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(90));
        await _server.FinishAsync(run);

        var answer = await _server.PostAsync("/api/maintenance/cleanup?days=10");

        answer.Status.ShouldBe(200);
        answer.Text("cutoff").ShouldBe("2025-03-22T12:00:00.000000Z");
        answer["deleted"].GetProperty("logs").GetInt64().ShouldBe(81);
        answer["deleted"].GetProperty("status_changes").GetInt64().ShouldBe(0);
        answer["deleted"].GetProperty("metrics").GetInt64().ShouldBe(0);
        answer["deleted_count"].GetInt64().ShouldBe(81);
        answer["dry_run"].GetBoolean().ShouldBeFalse();
        (await _server.GetAsync(LogServer.PathOf(job)))["total"].GetInt64().ShouldBe(9);
    }

    [Fact]
    public async Task Deletes_in_many_steps_what_is_much()
    {
        var (job, run) = await _server.LogAsync("nightly", [.. Enumerable.Range(0, 9000).Select(n => new Sample("m" + n))]);
        await _server.WriteAsync(run, new Sample("new") { At = Clock.ToMicros(_time.GetUtcNow()) });
        await _server.FinishAsync(run);

        var answer = await _server.PostAsync("/api/maintenance/cleanup?days=1");

        answer["deleted_count"].GetInt64().ShouldBe(9000);
        (await _server.GetAsync(LogServer.PathOf(job))).Messages().ShouldBe(["new"]);
    }

    [Fact]
    public async Task A_dry_run_only_counts()
    {
        var (job, run) = await _server.LogAsync("nightly", Samples(90));
        await _server.FinishAsync(run);

        var counted = await _server.PostAsync("/api/maintenance/cleanup?days=10&dry_run=true");

        counted["dry_run"].GetBoolean().ShouldBeTrue();
        counted["deleted_count"].GetInt64().ShouldBe(81);
        (await _server.GetAsync(LogServer.PathOf(job)))["total"].GetInt64().ShouldBe(90);
    }

    [Fact]
    public async Task Runs_that_are_not_over_keep_everything()
    {
        var (job, _) = await _server.LogAsync("nightly", Samples(90));

        (await _server.PostAsync("/api/maintenance/cleanup?days=10"))["deleted_count"].GetInt64().ShouldBe(0);
        (await _server.GetAsync(LogServer.PathOf(job)))["total"].GetInt64().ShouldBe(90);
    }

    [Theory]
    [InlineData("", "days")]
    [InlineData("?days=", "days")]
    [InlineData("?days=0", "days")]
    [InlineData("?days=36501", "days")]
    [InlineData("?days=9.5", "days")]
    [InlineData("?days=9&dry_run=perhaps", "dry_run")]
    [InlineData("?days=9&dryrun=true", "dryrun")]
    public async Task Bad_input_is_refused_by_name(string query, string field)
    {
        var answer = await _server.PostAsync("/api/maintenance/cleanup" + query);

        answer.Status.ShouldBe(400);
        answer.Error(field).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_hundred_years_are_more_than_there_is()
    {
        var (_, run) = await _server.LogAsync("nightly", Samples(90));
        await _server.FinishAsync(run);

        var answer = await _server.PostAsync("/api/maintenance/cleanup?days=36500");

        answer.Text("cutoff").ShouldBe("1970-01-01T00:00:00.000000Z");
        answer["deleted_count"].GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Each_job_keeps_its_own_days()
    {
        var cleanUp = _server.Get<CleanUp>();
        var kept = await _server.JobAsync("kept", retentionDays: 0);
        var brief = await _server.JobAsync("brief", retentionDays: 5);
        foreach (var job in new[] { kept, brief })
        {
            var run = await _server.RunAsync(job);
            await _server.WriteAsync(run, Samples(90));
            await _server.FinishAsync(run);
        }

        var now = _time.NowMicros();
        await cleanUp.RemoveAsync(
            job => job.Definition.RetentionDays is > 0 and var days ? Cutoff.Before(now, days) : null, CancellationToken.None);

        (await _server.GetAsync(LogServer.PathOf(kept)))["total"].GetInt64().ShouldBe(90);
        (await _server.GetAsync(LogServer.PathOf(brief)))["total"].GetInt64().ShouldBe(4);
    }

    // One a day, from the first of January on; the last of 90 is of the last of March.
    private static Sample[] Samples(int days) => [.. Enumerable.Range(0, days).Select(day => new Sample("of day " + day) { At = Sample.Noon + (day * Day) })];
}
