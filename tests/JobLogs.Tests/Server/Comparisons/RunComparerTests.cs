using JobLogs.Protocol.Comparisons;
using JobLogs.Server.Comparisons;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Tests.Server.Logs;
using Microsoft.Extensions.Options;

namespace JobLogs.Tests.Server.Comparisons;

public sealed class RunComparerTests : IAsyncLifetime
{
    private LogServer _server = null!;
    private JobId _job;

    public async ValueTask InitializeAsync()
    {
        _server = await LogServer.StartAsync();
        _job = await _server.JobAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Kinds_of_messages_that_are_new_or_missing_are_told_with_their_first_entry()
    {
        var good = await RunAsync("start", "paper 1 read", "paper 2 read", "done");
        var bad = await RunAsync("start", "paper 7 read", "cannot reach host 10.0.0.1");

        var comparison = await CompareAsync(bad, good);

        var fresh = comparison.Patterns.New.ShouldHaveSingleItem();
        (fresh.Pattern, fresh.Run, fresh.Base, fresh.First.Message).ShouldBe(("cannot reach host ‹n›", 1, 0, "cannot reach host 10.0.0.1"));
        comparison.Patterns.Missing.ShouldHaveSingleItem().Pattern.ShouldBe("done");
        comparison.Patterns.Common.ShouldBe(2);
    }

    [Fact]
    public async Task A_kind_that_came_much_more_often_is_told()
    {
        var good = await RunAsync("retry 1");
        var bad = await RunAsync([.. Enumerable.Range(1, 30).Select(static number => $"retry {number}")]);

        var changed = (await CompareAsync(bad, good)).Patterns.Changed.ShouldHaveSingleItem();

        (changed.Pattern, changed.Run, changed.Base).ShouldBe(("retry ‹n›", 30, 1));
    }

    [Fact]
    public async Task The_first_divergence_is_the_first_message_that_follows_as_it_never_did()
    {
        var good = await RunAsync("start", "page 1", "saved", "page 2", "saved", "done");
        var bad = await RunAsync("start", "page 1", "saved", "page 2", "saved", "page 3", "saved", "page 4", "timeout", "page 4", "saved", "done");

        var divergence = (await CompareAsync(bad, good)).FirstDivergence.ShouldNotBeNull();

        divergence.Entry.ShouldNotBeNull().Message.ShouldBe("timeout");
        divergence.After.ShouldNotBeNull().Message.ShouldBe("page 4");
        divergence.Expected.ShouldBe(["saved"]);
    }

    [Fact]
    public async Task A_run_that_ends_where_the_other_goes_on_diverges_at_its_end()
    {
        var good = await RunAsync("start", "load", "done");
        var bad = await RunAsync("start", "load");

        var divergence = (await CompareAsync(bad, good)).FirstDivergence.ShouldNotBeNull();

        divergence.Entry.ShouldBeNull();
        divergence.After.ShouldNotBeNull().Message.ShouldBe("load");
        divergence.Expected.ShouldBe(["done"]);
    }

    [Fact]
    public async Task Two_runs_of_one_way_have_no_divergence() =>
        (await CompareAsync(await RunAsync("start", "page 8", "done"), await RunAsync("start", "page 7", "done"))).FirstDivergence.ShouldBeNull();

    [Fact]
    public async Task Steps_are_compared_by_name()
    {
        var good = await _server.RunAsync(_job);
        await StepAsync(good, "download", seconds: 10);
        await StepAsync(good, "publish", seconds: 1);
        var bad = await _server.RunAsync(_job);
        await StepAsync(bad, "download", seconds: 25);
        await StepAsync(bad, "download", seconds: 5, status: "failed");

        var steps = (await CompareAsync(bad, good)).Steps;

        steps.Select(step => step.Name).ShouldBe(["download", "publish"]);
        (steps[0].Run, steps[0].DifferenceMs).ShouldBe((new ComparedSteps(2, 30_000, 1), 20_000));
        (steps[1].Run, steps[1].DifferenceMs).ShouldBe((null, null));
    }

    [Fact]
    public async Task No_more_than_the_limit_is_compared_and_the_answer_says_so()
    {
        var one = await RunAsync([.. Enumerable.Repeat("tick", 150)]);
        var other = await RunAsync("tick");

        var comparison = await CompareAsync(one, other, new ComparisonsOptions { MaxEntries = 100 });

        (comparison.Run.Entries, comparison.Run.ComparedEntries).ShouldBe((150, 100));
        comparison.Base.ComparedEntries.ShouldBe(1);
    }

    [Fact]
    public async Task The_base_is_the_last_run_that_completed_before()
    {
        var older = await RunAsync("a");
        await _server.FinishAsync(older);
        var newer = await RunAsync("b");
        await _server.FinishAsync(newer);
        await RunAsync("still under way");
        var run = await RunAsync("c");

        var found = await Comparer().FindBaseAsync(await FindAsync(run), CancellationToken.None);

        found.ShouldNotBeNull().Id.ShouldBe(newer);
    }

    private RunComparer Comparer(ComparisonsOptions? options = null) =>
        new(_server.Store, _server.Get<IRunStore>(), TimeProvider.System, Options.Create(options ?? new ComparisonsOptions()));

    private async Task<RunComparison> CompareAsync(RunId run, RunId @base, ComparisonsOptions? options = null) =>
        await Comparer(options).CompareAsync(await FindAsync(run), await FindAsync(@base), CancellationToken.None);

    private async Task<Run> FindAsync(RunId run) => (await _server.Get<IRunStore>().FindAsync(run, CancellationToken.None)).ShouldNotBeNull();

    private async Task<RunId> RunAsync(params string[] messages)
    {
        var run = await _server.RunAsync(_job);
        await _server.WriteAsync(run, [.. messages.Select(static message => new Sample(message))]);
        return run;
    }

    private async Task StepAsync(RunId run, string name, int seconds, string status = "completed")
    {
        var id = Guid.NewGuid().ToString("N");
        await _server.Queue.SubmitNowAsync(new ChangeStep(run, id) { Begin = true, Name = name, TimestampMicros = 1_000_000 });
        await _server.Queue.SubmitNowAsync(new ChangeStep(run, id) { Status = status, TimestampMicros = (seconds + 1) * 1_000_000L });
    }
}
