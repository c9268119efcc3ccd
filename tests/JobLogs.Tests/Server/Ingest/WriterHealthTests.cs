using JobLogs.Storage;

namespace JobLogs.Tests.Server.Ingest;

public sealed class WriterHealthTests
{
    private static readonly StoreUnavailableException Full = new("disk_full", "There is no room.");

    [Fact]
    public async Task A_refused_commit_is_known_until_the_next_one_is_made()
    {
        await using var pipeline = await Pipeline.StartAsync();
        pipeline.Store.BeforeCommit = static _ => throw Full;
        await Should.ThrowAsync<StoreUnavailableException>(async () => await pipeline.Queue.SubmitAsync(Pipeline.Append("a"), default));
        var refused = pipeline.Health.LastRefusal;

        pipeline.Store.BeforeCommit = null;
        await pipeline.Queue.SubmitAsync(Pipeline.Append("b"), default);

        refused.ShouldBe(Full);
        pipeline.Health.LastRefusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_is_forgotten_after_a_minute_in_which_nobody_wrote()
    {
        await using var pipeline = await Pipeline.StartAsync();
        pipeline.Store.BeforeCommit = static _ => throw Full;
        await Should.ThrowAsync<StoreUnavailableException>(async () => await pipeline.Queue.SubmitAsync(Pipeline.Append("a"), default));

        pipeline.Time.Advance(TimeSpan.FromSeconds(59));
        var before = pipeline.Health.LastRefusal;
        pipeline.Time.Advance(TimeSpan.FromSeconds(2));

        before.ShouldBe(Full);
        pipeline.Health.LastRefusal.ShouldBeNull();
    }
}
