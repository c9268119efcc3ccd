using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What copies are made from: everything once it was committed, until it is removed.</summary>
public abstract class CommitFeedContract : StoreContract
{
    private static readonly CommitPageSize Ample = new(100_000, 100_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_copy_that_follows_at_odd_moments_has_what_the_database_has(int seed)
    {
        var copy = new ModelCopy();
        var writer = new CopyingWriter(Store.Writer, Store.Feed, copy, seed);
        await writer.BeginAsync();
        var (script, _) = await LogData.WriteAsync(writer, seed);
        while (await writer.CopyAsync())
        {
        }

        ShouldBeTheSame(copy, script);
    }

    [Fact]
    public async Task A_copy_that_begins_late_gets_what_is_left_and_nothing_of_what_was_removed()
    {
        var (script, _) = await LogData.WriteAsync(Store.Writer, 5);
        var copy = new ModelCopy();

        using var page = await Store.Feed.ReadAsync(0, Ample, Cancel);
        copy.Apply(page);

        page.ReachedEnd.ShouldBeTrue();
        page.Entries.Count.ShouldBe(script.Entries.Count);
        ShouldBeTheSame(copy, script);
    }

    [Fact]
    public async Task A_page_holds_whole_commits_and_knows_when_they_were_made()
    {
        var run = await RunAsync(await JobAsync());
        using var before = await Store.Feed.ReadAsync(0, Ample, Cancel);
        var first = await CommitAsync(Append(run, Numbered(10)), new AppendMetrics(run.Id, [new MetricValue(5, "papers", 1, "gauge", null)]));
        Store.Time.Advance(TimeSpan.FromDays(2));
        var second = await CommitAsync(Append(run, "later"));

        using var page = await Store.Feed.ReadAsync(before.Through, new CommitPageSize(1, 1), Cancel);
        using var next = await Store.Feed.ReadAsync(page.Through, new CommitPageSize(1, 1), Cancel);
        using var last = await Store.Feed.ReadAsync(next.Through, new CommitPageSize(1, 1), Cancel);

        page.Commits.ShouldBe([new CopiedCommit(first.Number, first.CommittedAtMicros)]);
        (page.Entries.Count, page.Events.Count, page.Through, page.ReachedEnd).ShouldBe((10, 1, first.Number, false));
        next.Commits.ShouldBe([new CopiedCommit(second.Number, second.CommittedAtMicros)]);
        next.Entries.Count.ShouldBe(1);
        last.IsEmpty.ShouldBeTrue();
        last.ReachedEnd.ShouldBeTrue();
        last.Through.ShouldBeGreaterThanOrEqualTo(second.Number);
    }

    [Fact]
    public async Task A_removal_is_told_for_as_long_as_a_copy_has_not_passed_it()
    {
        var first = await CleanUpAsync("first");
        await CommitAsync(new LeaseCopy("c", "here", Now + Second));
        var second = await CleanUpAsync("second");

        (await RemovalsAsync()).ShouldBe([first, second]);

        var lease = new LeaseCopy("c", "here", Now + Second);
        await CommitAsync(lease);
        await CommitAsync(new AdvanceCopy("c", lease.State!.FencingToken, (await Store.Feed.LagAsync(0, Cancel)).LastCommit) { LeaseUntil = Now + Second });
        var third = await CleanUpAsync("third");
        (await RemovalsAsync()).ShouldBe([third]);
    }

    [Fact]
    public async Task A_commit_keeps_its_time_while_a_status_change_or_a_metric_of_it_is_left()
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        await CommitAsync(new AppendMetrics(run.Id, [new MetricValue(Now + (5 * Second), "papers", 1, "gauge", null)]));
        await CommitAsync(Append(run, "old"));
        await EndAsync(run);
        Store.Time.Advance(TimeSpan.FromDays(1));
        await RemoveAsync(job, Now - (86_395 * Second));

        using var page = await Store.Feed.ReadAsync(0, Ample, Cancel);

        page.Entries.Count.ShouldBe(0);
        var metric = page.Events.OfType<MetricRecorded>().ShouldHaveSingleItem();
        page.Commits.ShouldContain(commit => commit.Number == metric.Commit && commit.AtMicros == Now - (86_400 * Second));
        (await Store.Feed.OldestAsync(Cancel)).ShouldBe(Now - (86_400 * Second));
    }

    [Fact]
    public async Task The_lag_is_the_age_of_the_oldest_commit_that_is_missing()
    {
        (await Store.Feed.LagAsync(0, Cancel)).OldestAtMicros.ShouldBeNull();
        var run = await RunAsync(await JobAsync());
        var began = Now;
        Store.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await CommitAsync(Append(run, "second"));

        var behind = await Store.Feed.LagAsync(0, Cancel);
        var level = await Store.Feed.LagAsync(second.Number, Cancel);

        behind.ShouldBe(new CommitLag(second.Number, began));
        level.ShouldBe(new CommitLag(second.Number, null));
    }

    [Fact]
    public async Task The_last_commit_of_a_scope_is_that_of_its_last_entry_or_of_the_last_removal()
    {
        var (one, two) = (await JobAsync("one"), await JobAsync("two"));
        var (first, second) = (await RunAsync(one), await RunAsync(one));
        var ofFirst = await CommitAsync(Append(first, "a"));
        var ofSecond = await CommitAsync(Append(second, "b"));
        (await LastAsync(LogScope.OfJob(two.Id))).ShouldBe(0);
        var ofTwo = await CommitAsync(Append(await RunAsync(two), "c"));

        (await LastAsync(LogScope.OfRun(one.Id, first.Id))).ShouldBe(ofFirst.Number);
        (await LastAsync(LogScope.OfRun(one.Id, second.Id))).ShouldBe(ofSecond.Number);
        (await LastAsync(LogScope.OfJob(one.Id))).ShouldBe(ofSecond.Number);
        (await LastAsync(LogScope.All)).ShouldBe(ofTwo.Number);

        await EndAsync(second);
        var removal = await RemoveAsync(one, Now + Second);
        (await LastAsync(LogScope.OfRun(one.Id, first.Id))).ShouldBe(removal);
        (await Store.Feed.LastCommitsAsync(LogScope.OfJob(one.Id), Cancel)).Removal.ShouldBe(removal);
        (await LastAsync(LogScope.OfJob(one.Id))).ShouldBe(removal);
        var deletion = await CommitAsync(new DeleteJob(two.Id));
        (await LastAsync(LogScope.All)).ShouldBe(deletion.Number);
    }

    [Fact]
    public async Task Status_changes_and_metrics_are_counted_by_run_up_to_a_commit()
    {
        var job = await JobAsync();
        var (first, second) = (await RunAsync(job), await RunAsync(job));
        var metrics = await CommitAsync(new AppendMetrics(first.Id, [new MetricValue(Now, "a", 1, "gauge", null), new MetricValue(Now, "b", 1, "gauge", null)]));
        await EndAsync(second);

        (await Store.Feed.TallyEventsAsync(job.Id, metrics.Number, Cancel))
            .ShouldBe([new RunTally(job.Id, first.Id, 0, 1, 2), new RunTally(job.Id, second.Id, 0, 1, 0)]);
        (await Store.Feed.TallyEventsAsync(job.Id, long.MaxValue, Cancel))[1].StatusChanges.ShouldBe(2);
    }

    private static void ShouldBeTheSame(ModelCopy copy, LogScript script)
    {
        copy.Entries.Select(entry => entry.Place).ShouldBe(script.Entries.Select(entry => entry.Place));
        copy.Entries.SequenceEqual(script.Entries).ShouldBeTrue();
        copy.Events.ShouldBe(script.Events.Where(happened => happened is not JobRemoved).OrderBy(happened => happened.Event));
    }

    private async Task<long> LastAsync(LogScope scope) => (await Store.Feed.LastCommitsAsync(scope, Cancel)).Any;

    private async Task<IReadOnlyList<JobId>> RemovalsAsync()
    {
        using var page = await Store.Feed.ReadAsync(0, Ample, Cancel);
        return [.. page.Events.OfType<EntriesRemoved>().Select(removed => removed.Job)];
    }

    private async Task<JobId> CleanUpAsync(string name)
    {
        var job = await JobAsync(name);
        var run = await RunAsync(job);
        await CommitAsync(Append(run, "old"));
        await EndAsync(run);
        await RemoveAsync(job, Now + Second);
        return job.Id;
    }

    private async Task<long> RemoveAsync(Job job, long cutoff)
    {
        var remove = new RemoveBefore(job.Id, cutoff, 1_000);
        var commit = await CommitAsync(remove);
        remove.More.ShouldBeFalse();
        return commit.Number;
    }
}
