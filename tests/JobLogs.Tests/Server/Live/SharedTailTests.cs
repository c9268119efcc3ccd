using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

/// <summary>The tail of one server among several over one database.</summary>
public sealed class SharedTailTests
{
    [Fact]
    public async Task An_own_commit_behind_one_of_another_server_waits_until_that_was_read()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        using var follower = house.Follow(LogScope.OfJob(run.Job), new SubscriptionRequest { Tail = 0 });
        await follower.ReadAsync();
        await house.LogAsync(run, "own 1");
        await house.CommitOnlyAsync(house.Append(run, "other"));
        await house.LogAsync(run, "own 2");

        await follower.ReadAsync();
        follower.Logs.ShouldBe(["own 1"]);
        await house.FillAsync();
        await follower.ReadAsync();

        follower.Logs.ShouldBe(["own 1", "other", "own 2"]);
    }

    [Fact]
    public async Task Own_commands_that_wrote_nothing_pass_over_nothing_that_another_server_wrote()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        using var follower = house.Follow(LogScope.OfJob(run.Job), new SubscriptionRequest { Tail = 0 });
        await follower.ReadAsync();
        await house.CommitOnlyAsync(house.Append(run, "other"));
        await house.CommitAsync(new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.TimedOut] });
        await house.FillAsync();

        await follower.ReadAsync();

        follower.Logs.ShouldBe(["other"]);
    }

    [Fact]
    public async Task A_commit_that_was_heard_of_wakes_who_follows_its_job()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        var signal = new Signal();
        house.Tail.Join(run.Job, signal, reads: true);
        var commit = await house.CommitOnlyAsync(house.Append(run, "other"));
        house.Tail.Heard(commit.Number);
        await house.FillAsync();

        await signal.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Commits_in_a_row_are_published_without_reading_anything()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        using var follower = house.Follow(LogScope.OfJob(run.Job), new SubscriptionRequest { Tail = 0 });
        await follower.ReadAsync();
        await house.LogAsync(run, "a");
        await house.LogAsync(run, "b");
        await house.FillAsync();
        await follower.ReadAsync();

        follower.Logs.ShouldBe(["a", "b"]);
        house.Others!.Reads.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_nobody_follows_nothing_is_read()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        var commit = await house.CommitOnlyAsync(house.Append(run, "other"));
        house.Tail.Heard(commit.Number);

        await house.FillAsync();

        house.Others!.Reads.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_jobs_that_somebody_follows_are_read()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var (followed, other) = (await house.JobAsync("followed"), await house.JobAsync("other"));
        var run = await house.RunAsync(other);
        using var follower = house.Follow(LogScope.OfJob(followed.Id));
        await follower.ReadAsync();
        var commit = await house.CommitOnlyAsync(house.Append(run, "x"));
        house.Tail.Heard(commit.Number);

        await house.FillAsync();

        house.Others!.Reads.ShouldHaveSingleItem().ShouldBe([followed.Id]);
    }

    [Fact]
    public async Task A_job_that_is_followed_while_others_are_read_misses_nothing()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var (first, second) = (await house.RunAsync(await house.JobAsync("first")), await house.RunAsync(await house.JobAsync("second")));
        using var there = house.Follow(LogScope.OfJob(first.Job), new SubscriptionRequest { Tail = 0 });
        await there.ReadAsync();
        Follower? late = null;
        house.Others!.OnRead = async () =>
        {
            // It finds where the store ends; then that store goes on, and the page that was read first has none of it.
            house.Others.OnRead = null;
            late = house.Follow(LogScope.OfJob(second.Job), new SubscriptionRequest { Tail = 0 });
            await late.ReadAsync();
            var further = await house.CommitOnlyAsync(house.Append(second, "late"));
            house.Tail.Heard(further.Number);
        };
        var commit = await house.CommitOnlyAsync(house.Append(first, "x"), house.Append(second, "early"));
        house.Tail.Heard(commit.Number);

        await house.FillAsync();
        await late!.ReadAsync();
        await there.ReadAsync();

        late.Logs.ShouldBe(["late"]);
        there.Logs.ShouldBe(["x"]);
        late.Dispose();
    }

    [Fact]
    public async Task The_end_of_a_run_that_another_server_ended_comes_after_its_entries()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var run = await house.RunAsync(await house.JobAsync());
        using var follower = house.Follow(LogScope.OfRun(run.Job, run.Id), new SubscriptionRequest { Tail = 0 });
        await follower.ReadAsync();
        await house.LogAsync(run, "own");
        var commit = await house.CommitOnlyAsync(house.Append(run, "last words"), LiveHouse.Ending(run));
        house.Tail.Heard(commit.Number);
        await house.FillAsync();

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        follower.Types.ShouldBe(["caught_up", "log", "log", "status", "end"]);
    }

    [Fact]
    public async Task A_job_that_another_server_deleted_ends_its_streams()
    {
        await using var house = await LiveHouse.OpenAsync(shared: true);
        var job = await house.JobAsync();
        using var follower = house.Follow(LogScope.OfJob(job.Id));
        await follower.ReadAsync();
        var commit = await house.CommitOnlyAsync(new JobLogs.Storage.Commands.DeleteJob(job.Id));
        house.Tail.Heard(commit.Number);
        await house.FillAsync();

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        follower.Messages[^1].Data.GetProperty("status").GetString().ShouldBe("deleted");
    }
}
