using JobLogs.Server.Live;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Begins_with_the_newest_entries_and_goes_on_live()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a", "b", "c");
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { Tail = 2 });

        await follower.ReadAsync();
        await house.LogAsync(run, "d");
        await follower.ReadAsync();

        follower.Types.ShouldBe(["log", "log", "caught_up", "log"]);
        follower.Logs.ShouldBe(["b", "c", "d"]);
    }

    [Fact]
    public async Task With_tail_no_status_and_no_metric_is_replayed()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a");
        await house.CommitAsync(new AppendMetrics(run.Id, [new MetricValue(house.Time.NowMicros(), "papers_found", 3, "gauge", null)]));
        await house.LogAsync(run, "b");
        using var follower = house.Follow(LogScope.OfJob(job.Id));

        await follower.ReadAsync();

        follower.Types.ShouldBe(["log", "log", "caught_up"]);
    }

    [Fact]
    public async Task With_a_cursor_everything_after_it_is_replayed_in_order()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a");
        await house.CommitAsync(new AppendMetrics(run.Id, [new MetricValue(house.Time.NowMicros(), "papers_found", 3, "gauge", "{\"k\":\"v\"}")]));
        await house.LogAsync(run, "b");
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { After = Place.StartOf(job.Id) });

        await follower.ReadAsync();

        follower.Types.ShouldBe(["status", "log", "metric", "log", "caught_up"]);
        follower.Messages[2].Data.ToString().ShouldBe("""{"metric_name":"papers_found","metric_value":3,"metric_type":"gauge","labels":{"k":"v"}}""");
        follower.Messages[0].Data.GetProperty("to_status").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task A_tail_and_the_store_leave_no_gap_when_commits_are_published_late()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        using var follower = house.Follow(LogScope.OfJob(job.Id));
        var early = house.Append(run, "committed, not yet published");
        var commit = await house.CommitOnlyAsync(early);

        await follower.ReadAsync();
        house.Tail.Publish(commit, [early]);
        await house.LogAsync(run, "next");
        await follower.ReadAsync();

        follower.Logs.ShouldBe(["committed, not yet published", "next"]);
    }

    [Fact]
    public async Task A_run_stream_has_only_its_run()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var (one, other) = (await house.RunAsync(job), await house.RunAsync(job));
        await house.CommitAsync(house.Append(one, "1"), house.Append(other, "2"));
        using var follower = house.Follow(LogScope.OfRun(job.Id, one.Id), new SubscriptionRequest { After = Place.StartOf(job.Id) });

        await follower.ReadAsync();
        await house.CommitAsync(house.Append(other, "3"), house.Append(one, "4"), LiveHouse.Ending(other));
        await follower.ReadAsync();

        follower.Types.ShouldBe(["status", "log", "caught_up", "log"]);
        follower.Logs.ShouldBe(["1", "4"]);
    }

    [Fact]
    public async Task A_filter_lets_only_matching_entries_through()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.CommitAsync(house.Append(run, EntryLevel.Error, "Timeout 1"), house.Append(run, "timeout 2"));
        var filter = new LogFilter { Search = "TIMEOUT", Levels = LevelSet.AtLeast(EntryLevel.Warning) };
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { Filter = filter, Types = StreamTypes.Log });

        await follower.ReadAsync();
        await house.CommitAsync(house.Append(run, EntryLevel.Error, "no"), house.Append(run, EntryLevel.Error, "timeOUT 3"));
        await follower.ReadAsync();

        follower.Logs.ShouldBe(["Timeout 1", "timeOUT 3"]);
    }

    [Fact]
    public async Task A_status_comes_after_the_entries_that_were_committed_before_it()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        using var follower = house.Follow(LogScope.OfJob(job.Id));
        await follower.ReadAsync();

        await house.CommitAsync(house.Append(run, "a", "b"), LiveHouse.Ending(run));
        await house.LogAsync(run, "late");
        await follower.ReadAsync();

        follower.Types.ShouldBe(["caught_up", "log", "log", "status", "log"]);
    }

    [Fact]
    public async Task The_order_of_all_jobs_is_by_commit_then_job()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (first, second) = (await house.JobAsync("first"), await house.JobAsync("second"));
        var (one, two) = (await house.RunAsync(first), await house.RunAsync(second));
        using var live = house.Follow(LogScope.All, new SubscriptionRequest { Types = StreamTypes.Log });
        await live.ReadAsync();

        await house.CommitAsync(house.Append(two, "2a"), house.Append(one, "1a"), house.Append(two, "2b"));
        await house.CommitAsync(house.Append(two, "2c"));
        await live.ReadAsync();
        using var stored = house.Follow(LogScope.All, new SubscriptionRequest { Types = StreamTypes.Log, After = Place.Start });
        await stored.ReadAsync();

        live.Logs.ShouldBe(["1a", "2a", "2b", "2c"]);
        stored.Logs.ShouldBe(live.Logs);
        stored.Messages.Where(message => message.Type == "log").Select(message => message.Cursor)
            .ShouldBe(live.Messages.Where(message => message.Type == "log").Select(message => message.Cursor));
    }

    [Fact]
    public async Task A_reader_that_falls_behind_the_tail_goes_on_from_the_store()
    {
        await using var house = await LiveHouse.OpenAsync(new LiveOptions { TailItemsPerJob = 3, FlushBytes = 1 });
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        using var follower = house.Follow(LogScope.OfJob(job.Id));
        await follower.ReadAsync();

        await house.LogAsync(run, "0");
        await follower.StepAsync();
        for (var i = 1; i < 20; i++)
        {
            await house.LogAsync(run, $"{i}");
        }

        await follower.ReadAsync();

        follower.Logs.ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Fact]
    public async Task In_batches_the_cursor_is_that_of_the_last_entry()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a", "b");
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { Batch = true });
        await follower.ReadAsync();
        await house.CommitAsync(house.Append(run, "c", "d"), LiveHouse.Ending(run));
        await house.LogAsync(run, "e");
        await follower.ReadAsync();

        follower.Types.ShouldBe(["logs", "caught_up", "logs", "status", "logs"]);
        follower.Messages[2].Data.EnumerateArray().Select(entry => entry.GetProperty("message").GetString()).ShouldBe(["c", "d"]);
        house.Cursors.TryParse(follower.Messages[2].Cursor!, LogScope.OfJob(job.Id), out var place).ShouldBeTrue();
        place.Seq.ShouldBe(4);
    }

    [Fact]
    public async Task A_checkpoint_tells_the_place_when_nothing_matched_for_a_while()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a");
        var nothing = new LogFilter { ErrorCode = "none" };
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { Filter = nothing, Types = StreamTypes.Log });
        await follower.ReadAsync();
        house.FakeTime.Advance(TimeSpan.FromSeconds(4));
        await follower.ReadAsync();
        follower.Types.ShouldBe(["caught_up", "checkpoint"]);

        house.FakeTime.Advance(TimeSpan.FromSeconds(60));
        await follower.ReadAsync();
        follower.Types.Count.ShouldBe(2, "the place has not moved");

        await house.LogAsync(run, "b");
        await follower.ReadAsync();
        house.FakeTime.Advance(TimeSpan.FromSeconds(4.5));
        await follower.ReadAsync();
        follower.Types.ShouldBe(["caught_up", "checkpoint", "checkpoint"]);
        house.Cursors.TryParse(follower.LastCursor!, LogScope.OfJob(job.Id), out var place).ShouldBeTrue();
        place.Seq.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_job_ends_its_streams()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a");
        using var ofJob = house.Follow(LogScope.OfJob(job.Id));
        using var ofRun = house.Follow(LogScope.OfRun(job.Id, run.Id));
        using var ofAll = house.Follow(LogScope.All);
        await ofJob.ReadAsync();
        await ofRun.ReadAsync();
        await ofAll.ReadAsync();

        await house.CommitAsync(new DeleteJob(job.Id));

        (await ofJob.ReadAsync()).ShouldBe(Progress.Ended);
        (await ofRun.ReadAsync()).ShouldBe(Progress.Ended);
        (await ofAll.ReadAsync()).ShouldBe(Progress.UpToDate);
        ofRun.Types.ShouldBe(["log", "caught_up", "status", "end"]);
        ofRun.Messages[^1].Data.GetProperty("status").GetString().ShouldBe("deleted");
        ofJob.Types[^1].ShouldBe("end");
        ofAll.Types.ShouldBe(["log", "caught_up", "status"]);
    }

    [Fact]
    public async Task A_deleted_job_ends_a_stream_that_was_behind_the_tail()
    {
        await using var house = await LiveHouse.OpenAsync(new LiveOptions { TailItemsPerJob = 1 });
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        using var follower = house.Follow(LogScope.OfJob(job.Id));
        await follower.ReadAsync();

        await house.LogAsync(run, "a");
        await house.LogAsync(run, "b");
        await house.CommitAsync(new DeleteJob(job.Id));

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        follower.Messages[^1].Data.GetProperty("status").GetString().ShouldBe("deleted");
    }

    [Fact]
    public async Task What_clean_up_removed_after_the_cursor_is_told()
    {
        await using var house = await LiveHouse.OpenAsync();
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        await house.LogAsync(run, "a", "b");
        await house.EndRunAsync(run);
        house.FakeTime.Advance(TimeSpan.FromDays(2));
        await house.CommitAsync(new RemoveBefore(job.Id, house.Time.NowMicros(), 1000));
        using var follower = house.Follow(LogScope.OfJob(job.Id), new SubscriptionRequest { After = new Place(0, job.Id, 1, 0) });

        await follower.ReadAsync();

        follower.Subscription.RemovedThrough.ShouldBe(2);
        follower.Logs.ShouldBeEmpty();
    }
}
