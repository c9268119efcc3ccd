using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Live;

public sealed class LiveWaiterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Answers_at_once_when_there_is_something_already()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, _, run) = await server.StartRunAsync();
        await server.LogAsync(run, "a");

        (await server.Waiter.AwaitNewsAsync(LogScope.OfJob(run.Job), Place.StartOf(run.Job), Minute, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Answers_when_something_is_committed()
    {
        await using var server = await LiveServer.StartAsync();
        var (_, _, run) = await server.StartRunAsync();
        var scope = LogScope.OfRun(run.Job, run.Id);
        var end = await server.House.Store.Logs.EndAsync(LogScope.OfJob(run.Job), default);

        var news = server.Waiter.AwaitNewsAsync(scope, end, Minute, default).AsTask();
        news.IsCompleted.ShouldBeFalse();
        await server.LogAsync(run, "a");

        (await news.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
    }

    [Fact]
    public async Task Gives_up_when_the_time_is_over()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var server = await LiveServer.StartAsync(time);
        var (_, _, run) = await server.StartRunAsync();
        var end = await server.House.Store.Logs.EndAsync(LogScope.All, default);
        var news = server.Waiter.AwaitNewsAsync(LogScope.All, end, Minute, default).AsTask();

        time.Advance(Minute);

        (await news.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_when_the_server_stops()
    {
        await using var server = await LiveServer.StartAsync();
        var end = await server.House.Store.Logs.EndAsync(LogScope.All, default);
        var news = server.Waiter.AwaitNewsAsync(LogScope.All, end, Minute, default).AsTask();

        await server.StopAsync();

        (await news.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_when_the_caller_leaves()
    {
        await using var server = await LiveServer.StartAsync();
        using var leaving = new CancellationTokenSource();
        var news = server.Waiter.AwaitNewsAsync(LogScope.All, Place.Start with { Commit = 1000 }, Minute, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(news.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
