using JobLogs.Server.Copies;
using JobLogs.Server.Copies.Feeding;
using JobLogs.Server.Ingest;
using JobLogs.Server.Runs;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobLogs.Tests.Server.Copies;

public sealed class CopyFeederTests : IAsyncLifetime
{
    private CopyHouse _house = null!;

    private ScriptedCopy Copy => _house.Copy;

    public async ValueTask InitializeAsync() => _house = await CopyHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task What_was_committed_is_in_the_copy_and_seen()
    {
        var (job, run) = await _house.LogAsync("nightly", 3);
        await _house.Server.Queue.SubmitAsync(new AppendMetrics(run, [new MetricValue(1, "papers", 1, "gauge", null)]), CancellationToken.None);

        await _house.CopiedAsync();

        Copy.Seqs(job).ShouldBe([1, 2, 3]);
        Copy.Seen.Count(thing => thing.Entry is null && thing.Run == run).ShouldBe(2);
    }

    [Fact]
    public async Task A_commit_that_is_larger_than_a_request_goes_in_several()
    {
        var (job, _) = await _house.LogAsync("nightly", 5_000);

        await _house.CopiedAsync();

        Copy.Seqs(job).Count().ShouldBe(5_000);
        Copy.Calls.Count(call => call == "write").ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Half_an_hour_without_the_copy_is_only_lag()
    {
        var (job, run) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.Failure = CopyHouse.Away();
        Copy.Calls.Clear();
        await _house.Server.WriteAsync(run, new Sample("during"));
        var began = _house.Time.GetUtcNow();
        await _house.UntilAsync(() => _house.Time.GetUtcNow() - began >= TimeSpan.FromMinutes(30), seconds: 5);

        var report = _house.Server.Get<CopyReport>();
        await _house.UntilAsync(() => report.Check()?.Status == "down");
        (await report.DescribeAsync(CancellationToken.None)).LagSeconds.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1_800);
        Copy.Calls.Count(call => call == "prepare").ShouldBeInRange(20, 400);

        Copy.Failure = null;
        await _house.CopiedAsync();
        Copy.Seqs(job).ShouldBe([1, 2, 3, 4]);
        await _house.UntilAsync(() => report.Check()?.Status == CopyReport.Healthy);
    }

    [Fact]
    public async Task What_the_copy_is_too_busy_for_is_sent_again_until_it_is_accepted()
    {
        Copy.BusyWrites = 7;
        var (job, _) = await _house.LogAsync("nightly", 40);

        await _house.CopiedAsync();

        Copy.Seqs(job).Count().ShouldBe(40);
        Copy.BusyWrites.ShouldBe(0);
        (await _house.LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_for_what_it_is_becomes_a_dead_letter_and_holds_up_nothing()
    {
        Copy.Poison = item => item.Seq == 2 ? "too strange" : null;
        var (job, run) = await _house.LogAsync("nightly", 3);

        await _house.CopiedAsync();

        Copy.Seqs(job).ShouldBe([1, 3]);
        var letter = (await _house.LettersAsync()).ShouldHaveSingleItem();
        (letter.Item, letter.Run, letter.Reason, letter.Tries).ShouldBe((CopyItem.Entry(job, 2), run, "document_parsing_exception: too strange", 1));
    }

    [Fact]
    public async Task A_dead_letter_that_is_replayed_stays_or_goes_as_the_copy_says()
    {
        Copy.Poison = item => item.Seq is 2 or 3 ? "too strange" : null;
        var (job, _) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.Poison = item => item.Seq == 2 ? "still" : null;

        await _house.Server.Queue.SubmitAsync(new ReplayDeadLetters(KnownCopies.Elasticsearch), CancellationToken.None);
        await _house.UntilAsync(async () => (await _house.StateAsync())!.ReplayThrough == 0);

        var letter = (await _house.LettersAsync()).ShouldHaveSingleItem();
        (letter.Item.Seq, letter.Tries).ShouldBe((2, 2));
        Copy.Seqs(job).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_copy_that_refuses_everything_is_not_fed_past_what_may_be_kept_of_it()
    {
        _house.Server.Get<IOptions<CopiesOptions>>().Value.MaxDeadLetters = 10;
        Copy.Poison = item => item.Seq > 0 ? "no" : null;
        var (job, _) = await _house.LogAsync("nightly", 20);

        await _house.UntilAsync(() => _house.Server.Get<CopyWatch>().Trouble?.Code == "copy_refuses");

        (await _house.LettersAsync()).ShouldBeEmpty();
        Copy.Poison = _ => null;
        await _house.CopiedAsync();
        Copy.Seqs(job).Count().ShouldBe(20);
    }

    [Fact]
    public async Task Cut_short_between_the_write_and_the_position_it_writes_again_and_doubles_nothing()
    {
        Copy.RefreshFailure = CopyHouse.Away();
        var (job, _) = await _house.LogAsync("nightly", 3);
        await _house.UntilAsync(() => Copy.Calls.Count(call => call == "write") >= 3);
        (await _house.StateAsync())!.Position.ShouldBe(0);

        Copy.RefreshFailure = null;
        await _house.CopiedAsync();

        Copy.Seqs(job).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Of_two_feeders_one_feeds_and_the_other_goes_on_when_its_lease_has_run_out()
    {
        await _house.CopiedAsync();
        var other = Another();
        (await other.TurnAsync(CancellationToken.None)).ShouldBe(CopyTurn.Standby);

        Copy.Hold();
        var (job, _) = await _house.LogAsync("nightly", 3);
        var entering = Copy.EnteredAsync();
        await _house.UntilAsync(() => entering.IsCompleted);
        _house.Time.Advance(TimeSpan.FromSeconds(91));
        var taking = other.TurnAsync(CancellationToken.None);
        await Copy.EnteredAsync();
        var token = (await _house.StateAsync())!.FencingToken;
        Copy.LetGo();
        (await taking).ShouldBe(CopyTurn.AtEnd);

        var position = (await _house.StateAsync())!.Position;
        await _house.UntilAsync(() => Copy.Calls.Count(call => call == "write") >= 2);
        (await _house.StateAsync()).ShouldNotBeNull().Position.ShouldBe(position);
        _house.Server.Get<CopyLease>().Token.ShouldNotBe(token);
        Copy.Seqs(job).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task What_was_removed_from_the_database_goes_from_the_copy_too()
    {
        var (job, run) = await _house.LogAsync("nightly", 3);
        var (gone, _) = await _house.LogAsync("gone", 2);
        await _house.Server.WriteAsync(run, new Sample("new") { At = _house.Time.NowMicros() });
        await _house.Server.FinishAsync(run);
        await _house.Server.Queue.SubmitAsync(new DeleteJob(gone), CancellationToken.None);
        await _house.Server.PostAsync("/api/maintenance/cleanup?days=1");

        await _house.CopiedAsync();

        Copy.Seqs(job).ShouldBe([4]);
        Copy.Seen.ShouldNotContain(thing => thing.Item.Job == gone);
    }

    [Fact]
    public async Task What_was_removed_after_it_was_copied_but_before_it_was_seen_goes_too()
    {
        var (job, run) = await _house.LogAsync("nightly", 3);
        await _house.Server.FinishAsync(run);
        Copy.RefreshFailure = CopyHouse.Away();
        await _house.UntilAsync(() => Copy.Calls.Contains("write"));
        await _house.Server.PostAsync("/api/maintenance/cleanup?days=1");
        Copy.RefreshFailure = null;

        await _house.CopiedAsync();

        Copy.Seqs(job).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_of_which_nothing_must_stay_is_dropped_whole()
    {
        var (_, run) = await _house.LogAsync("nightly", 3);
        await _house.Server.FinishAsync(run);
        await _house.CopiedAsync();
        var day = DateOnly.FromDateTime(_house.Time.GetUtcNow().UtcDateTime);
        _house.Time.Advance(TimeSpan.FromDays(2));
        var (kept, _) = await _house.LogAsync("kept", 1);
        await _house.Server.PostAsync("/api/maintenance/cleanup?days=1");

        await _house.CopiedAsync();

        Copy.DroppedDays.ShouldBe([day]);
        Copy.Seqs(kept).ShouldBe([1]);
    }

    [Fact]
    public async Task To_be_made_anew_it_is_emptied_and_filled_again()
    {
        var (job, _) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.Lose(CopyItem.Entry(job, 2));

        (await _house.Server.PostAsync("/api/maintenance/rebuild-copy")).Status.ShouldBe(202);
        await _house.CopiedAsync();

        Copy.Calls.ShouldContain("drop all");
        Copy.Seqs(job).ShouldBe([1, 2, 3]);
        (await _house.StateAsync())!.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_that_comes_back_empty_is_made_anew()
    {
        var (job, run) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.Failure = CopyHouse.Away();
        await _house.Server.WriteAsync(run, new Sample("entry 4"));
        await _house.UntilAsync(() => _house.Server.Get<CopyWatch>().Trouble is not null);
        Copy.LoseAll();
        Copy.Failure = null;

        await _house.UntilAsync(() => Copy.Seqs(job).Count() == 4);

        (await _house.StateAsync())!.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_that_comes_back_empty_is_made_anew_also_when_nothing_is_written()
    {
        var (job, _) = await _house.LogAsync("nightly", 3);
        await _house.CopiedAsync();
        Copy.LoseAll();

        await _house.UntilAsync(() => Copy.Seqs(job).Count() == 3);

        (await _house.StateAsync())!.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_stops_gives_the_feeding_back()
    {
        await _house.CopiedAsync();
        await _house.Server.Loop<CopyFeeder>().StopAsync(CancellationToken.None);

        (await _house.StateAsync())!.Owner.ShouldBeNull();
    }

    // The feeding of another server on the same database.
    private CopyFeeding Another()
    {
        var options = _house.Server.Get<IOptions<CopiesOptions>>();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_house.Time)
            .AddSingleton(_house.Server.Get<IStoreQueue>())
            .AddSingleton(_house.Server.Store).AddSingleton(_house.Server.Feed).AddSingleton(_house.Server.CopyStates)
            .AddSingleton<ILogCopy>(Copy)
            .AddSingleton(options)
            .AddSingleton(Options.Create(new RunsOptions { IsOnlyServer = false }))
            .AddSingleton(_house.Server.Get<CopyMetrics>())
            .AddSingleton(new CopyBackoff(() => 0))
            .AddLogging()
            .AddSingleton<ServerName>().AddSingleton<CopyLease>().AddSingleton<CopySender>().AddSingleton<CopyRemover>().AddSingleton<DeadLetterReplay>()
            .AddSingleton<CopyFeeding>();
        return services.BuildServiceProvider().GetRequiredService<CopyFeeding>();
    }
}
