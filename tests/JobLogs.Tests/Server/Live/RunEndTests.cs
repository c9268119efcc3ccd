using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Live.Fixtures;

namespace JobLogs.Tests.Server.Live;

public sealed class RunEndTests
{
    [Fact]
    public async Task A_run_stream_ends_after_the_last_entry_and_the_status()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.CommitAsync(house.Append(run, EntryLevel.Error, "e"));
        using var follower = house.Follow(scope, new SubscriptionRequest { Filter = new LogFilter { Levels = LevelSet.Of(EntryLevel.Error) } });
        await follower.ReadAsync();

        await house.CommitAsync(house.Append(run, "x"), house.Append(run, EntryLevel.Error, "f"), LiveHouse.Ending(run));

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        follower.Types.ShouldBe(["log", "caught_up", "log", "status", "end"]);
        follower.Messages[^1].Data.ToString().ShouldBe("""{"status":"completed","first_seq":1,"last_seq":3,"entries":3,"matched":2}""");
        follower.Messages[^1].Cursor.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_ends_also_when_the_reader_wanted_no_status()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        using var follower = house.Follow(scope, new SubscriptionRequest { Types = StreamTypes.Log });
        await follower.ReadAsync();

        await house.EndRunAsync(run, RunStatus.Failed);

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        follower.Types.ShouldBe(["caught_up", "end"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_run_that_is_over_is_told_and_ended(int tail)
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.LogAsync(run, "a", "b");
        await house.EndRunAsync(run);
        using var follower = house.Follow(scope, new SubscriptionRequest { Tail = tail });

        (await follower.ReadAsync()).ShouldBe(Progress.Ended);

        follower.Types.ShouldBe([.. Enumerable.Repeat("log", Math.Min(tail, 2)), "end"]);
    }

    [Fact]
    public async Task With_the_cursor_of_its_end_it_only_ends_again()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.LogAsync(run, "a");
        await house.EndRunAsync(run);
        var cursor = await EndCursorAsync(house, scope);
        using var again = house.Follow(scope, After(house, scope, cursor));

        (await again.ReadAsync()).ShouldBe(Progress.Ended);

        again.Types.ShouldBe(["end"]);
    }

    [Fact]
    public async Task With_the_cursor_of_its_end_and_newer_entries_these_come_and_another_end()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.LogAsync(run, "a");
        await house.EndRunAsync(run);
        var cursor = await EndCursorAsync(house, scope);
        await house.LogAsync(run, "late");
        using var again = house.Follow(scope, After(house, scope, cursor));

        (await again.ReadAsync()).ShouldBe(Progress.Ended);

        again.Types.ShouldBe(["log", "end"]);
        again.LastCursor.ShouldNotBe(cursor);
    }

    [Fact]
    public async Task With_an_earlier_cursor_the_rest_comes_and_the_end()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.LogAsync(run, "a", "b");
        await house.EndRunAsync(run);
        using var first = house.Follow(scope);
        await first.ReadAsync();
        using var again = house.Follow(scope, After(house, scope, first.Messages[0].Cursor!));

        await again.ReadAsync();

        again.Types.ShouldBe(["log", "status", "end"]);
    }

    [Fact]
    public async Task The_end_of_one_run_is_a_plain_place_for_another()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        await house.EndRunAsync(run);
        var cursor = await EndCursorAsync(house, scope);

        house.Cursors.TryParse(cursor, LogScope.OfJob(scope.Job!.Value), out var place, out var endOf).ShouldBeTrue();

        endOf.ShouldBe(run.Id);
        house.Cursors.ToText(scope, place).ShouldNotBe(cursor);
    }

    [Fact]
    public async Task A_stream_does_not_end_before_what_was_committed_is_published()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (scope, run) = await StartAsync(house);
        using var other = house.Follow(LogScope.OfJob(scope.Job!.Value));
        await other.ReadAsync();
        var last = house.Append(run, "last");
        var end = LiveHouse.Ending(run);
        var commit = await house.CommitOnlyAsync(last, end);
        using var follower = house.Follow(scope);

        (await follower.ReadAsync()).ShouldBe(Progress.UpToDate);
        house.Tail.Publish(commit, [last, end]);
        (await follower.ReadAsync()).ShouldBe(Progress.Ended);

        follower.Types.ShouldBe(["caught_up", "log", "status", "end"]);
    }

    private static async Task<(LogScope Scope, Run Run)> StartAsync(LiveHouse house)
    {
        var job = await house.JobAsync();
        var run = await house.RunAsync(job);
        return (LogScope.OfRun(job.Id, run.Id), run);
    }

    private static async Task<string> EndCursorAsync(LiveHouse house, LogScope scope)
    {
        using var follower = house.Follow(scope);
        (await follower.ReadAsync()).ShouldBe(Progress.Ended);
        return follower.LastCursor!;
    }

    private static SubscriptionRequest After(LiveHouse house, LogScope scope, string cursor)
    {
        house.Cursors.TryParse(cursor, scope, out var place, out var endOf).ShouldBeTrue();
        return new SubscriptionRequest { After = place, AfterText = cursor, EndOf = endOf };
    }
}
