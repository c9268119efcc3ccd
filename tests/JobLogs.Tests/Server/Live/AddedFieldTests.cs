using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;
using JobLogs.Tests.Server.Logs;

namespace JobLogs.Tests.Server.Live;

public sealed class AddedFieldTests
{
    [Fact]
    public async Task Narrows_what_is_replayed_and_what_comes_live()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "short", "a long message");
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { Filter = new LogFilter { Conditions = MinLengthField.AtLeast(10) } });

        await follower.ReadAsync();
        await house.LogAsync(run, "tiny", "an even longer message");
        await follower.ReadAsync();

        follower.Logs.ShouldBe(["a long message", "an even longer message"]);
    }
}
