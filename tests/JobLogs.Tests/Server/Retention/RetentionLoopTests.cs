using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Retention;

public sealed class RetentionLoopTests
{
    private const long Day = 86_400 * Sample.Second;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 4, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Cleans_up_by_itself_by_the_setting_and_by_the_job()
    {
        await using var server = await LogServer.StartAsync(_time, retentionDays: "30");
        var ordinary = await WriteAsync(server, await server.JobAsync("ordinary"));
        var brief = await WriteAsync(server, await server.JobAsync("brief", retentionDays: 5));
        var kept = await WriteAsync(server, await server.JobAsync("kept", retentionDays: 0));

        await RemovalOf(server, ordinary, brief);

        (await Total(server, ordinary)).ShouldBe(29);
        (await Total(server, brief)).ShouldBe(4);
        (await Total(server, kept)).ShouldBe(90);
    }

    [Fact]
    public async Task Keeps_everything_when_the_setting_is_0()
    {
        await using var server = await LogServer.StartAsync(_time, retentionDays: "0");
        var ordinary = await WriteAsync(server, await server.JobAsync("ordinary"));
        var brief = await WriteAsync(server, await server.JobAsync("brief", retentionDays: 5));

        await RemovalOf(server, brief);

        (await Total(server, ordinary)).ShouldBe(90);
    }

    // Time is moved on, by more than enough, until the clean-up has come to the jobs: each look is a call to the server, not a sleep.
    private async Task RemovalOf(LogServer server, params JobId[] jobs)
    {
        foreach (var job in jobs)
        {
            for (var look = 0; look < 3000 && await Total(server, job) == 90; look++)
            {
                _time.Advance(TimeSpan.FromSeconds(10));
            }
        }
    }

    private static async Task<JobId> WriteAsync(LogServer server, JobId job)
    {
        var run = await server.RunAsync(job);
        await server.WriteAsync(run, [.. Enumerable.Range(0, 90).Select(day => new Sample("of day " + day) { At = Sample.Noon + (day * Day) })]);
        await server.FinishAsync(run);
        return job;
    }

    private static async Task<long> Total(LogServer server, JobId job) => (await server.GetAsync(LogServer.PathOf(job)))["total"].GetInt64();
}
