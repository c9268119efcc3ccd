using System.Text.Json;
using JobLogs.Server.Handlers;
using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Handlers.PaperSearch;

public sealed class PaperSearchHandlerTests
{
    private static readonly JobDefinition Job = new() { Name = "Test Job", Type = "paper_search", Keywords = ["ML", "AI"] };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly PaperShelf _shelf = new();
    private GivenSource _source = new([GivenSource.Paper(1), GivenSource.Paper(2), GivenSource.Paper(3)]);
    private string? _fallbackReason;

    [Fact]
    public async Task Goes_through_the_three_steps() => (await RunAsync()).Steps.ShouldBe(["paper_search", "filter_existing", "process_papers"]);

    [Fact]
    public async Task Begins_with_the_entry_of_the_specification()
    {
        var first = (await RunAsync()).Log.Entries[0];

        (first.Level, first.Message, first.Step).ShouldBe((LogLevel.Information, "开始处理论文搜索", "paper_search"));
        first.Properties["step"].ShouldBe("paper_search");
        first.Properties["keywords"].ShouldBeAssignableTo<IEnumerable<string>>().ShouldBe(["ML", "AI"]);
    }

    [Fact]
    public async Task Records_the_four_metrics() => (await RunAsync()).Metrics.ShouldBe(new Dictionary<string, (double, string)>
    {
        ["papers_found"] = (3, "counter"),
        ["papers_new"] = (3, "counter"),
        ["papers_processed"] = (3, "counter"),
        ["paper_errors"] = (0, "counter"),
    });

    [Fact]
    public async Task Reports_its_progress_after_each_paper() => (await RunAsync()).Reports.ShouldBe([(1, 3), (2, 3), (3, 3)]);

    [Fact]
    public async Task Marks_the_entries_about_a_paper_with_its_id() => (await RunAsync()).Log.Entries
        .Where(entry => entry.Step == "process_papers" && entry.Properties.ContainsKey("paper_id"))
        .Select(entry => (entry.Message, entry.Properties["paper_id"]))
        .ShouldBe([("论文处理完成：Paper 1", "2401.00001"), ("论文处理完成：Paper 2", "2401.00002"), ("论文处理完成：Paper 3", "2401.00003")]);

    [Fact]
    public async Task Keeps_each_paper_with_what_processing_found_out()
    {
        await RunAsync();

        var kept = _shelf.Papers[("folder", "2401.00001")];
        (kept.Run, kept.Job, kept.ProcessedAt).ShouldBe((new RunId(7), new JobId(3), Clock.ToMicros(_clock.GetUtcNow())));
        kept.Categories.ShouldBe(["cs.LG", "stat.ML"]);
        JsonElement.Parse(kept.Analysis!).GetProperty("top_terms")[0].GetProperty("term").GetString().ShouldBe("learning");
    }

    [Fact]
    public async Task Leaves_out_what_was_processed_before()
    {
        await RunAsync();
        _source = new GivenSource([GivenSource.Paper(3), GivenSource.Paper(4)]);

        var second = await RunAsync();

        (second.Metrics["papers_found"].Value, second.Metrics["papers_new"].Value, second.Metrics["papers_processed"].Value).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task Processes_again_when_forced_to()
    {
        await RunAsync();

        var second = await RunAsync("""{"force_reprocess": true}""");

        (second.Metrics["papers_new"].Value, second.Metrics["papers_processed"].Value).ShouldBe((0, 3));
    }

    [Fact]
    public async Task Does_not_take_a_paper_of_another_source_for_known()
    {
        await RunAsync();
        _source = new GivenSource([GivenSource.Paper(1) with { Source = PaperOrigin.Arxiv }]);

        (await RunAsync()).Metrics["papers_new"].Value.ShouldBe(1);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(null, 100)]
    public async Task Asks_for_no_more_papers_than_the_job_allows(int? bound, int asked)
    {
        await Handler().ExecuteAsync(new RecordingContext(Job with { MaxPapersPerRun = bound }));

        _source.Asked.ShouldNotBeNull().MaxPapers.ShouldBe(asked);
    }

    [Fact]
    public async Task Counts_a_paper_that_fails_and_goes_on()
    {
        _source = new GivenSource([GivenSource.Paper(1), GivenSource.Paper(2, summary: ""), GivenSource.Paper(3)]);

        var run = await RunAsync();

        (run.Metrics["papers_processed"].Value, run.Metrics["paper_errors"].Value).ShouldBe((2, 1));
        var error = run.Log.Entries.Single(entry => entry.Level == LogLevel.Error);
        (error.Properties["error_code"], error.Properties["paper_id"]).ShouldBe(("paper_invalid", "2401.00002"));
    }

    [Fact]
    public async Task Goes_on_after_an_unexpected_error_with_one_paper()
    {
        _shelf.Keeping = paper => Refuse(paper.Id == "2401.00002", new InvalidOperationException("A bug."));

        var run = await RunAsync();

        (run.Metrics["papers_processed"].Value, run.Metrics["paper_errors"].Value).ShouldBe((2, 1));
        run.Log.Entries.Single(entry => entry.Level == LogLevel.Error).Properties["error_code"].ShouldBe("paper_failed");
    }

    [Fact]
    public async Task Fails_with_the_code_of_its_source()
    {
        _source = new GivenSource([GivenSource.Paper(1)]) { Failure = new PaperSourceException("arxiv_rate_limited", "429 all day.") };
        var context = new RecordingContext(Job);

        var failure = await Should.ThrowAsync<JobFailedException>(() => Handler().ExecuteAsync(context));

        (failure.Code, failure.Message).ShouldBe(("arxiv_rate_limited", "429 all day."));
        context.Steps.ShouldBe(["paper_search failed"]);
        context.Log.Entries.Single(entry => entry.Level == LogLevel.Error).Properties["error_code"].ShouldBe("arxiv_rate_limited");
    }

    [Fact]
    public async Task Warns_when_it_falls_back_to_another_source()
    {
        _fallbackReason = "no network";

        var warning = (await RunAsync()).Log.Entries.Single(entry => entry.Level == LogLevel.Warning);

        (warning.Step, warning.Properties["reason"], warning.Properties["error_code"]).ShouldBe(("paper_search", "no network", "arxiv_unreachable"));
    }

    [Fact]
    public async Task Fails_when_the_store_is_away()
    {
        _shelf.Keeping = paper => Refuse(paper.Id == "2401.00002", new StoreUnavailableException("disk_full", "The disk is full."));
        var context = new RecordingContext(Job);

        await Should.ThrowAsync<StoreUnavailableException>(() => Handler().ExecuteAsync(context));

        (context.Steps[^1], context.Metrics["papers_processed"].Value).ShouldBe(("process_papers failed", 1));
    }

    [Fact]
    public async Task Stops_between_papers_when_cancelled_and_counts_what_it_has_done()
    {
        using var cancel = new CancellationTokenSource();
        _shelf.Keeping = _ => cancel.Cancel();
        var context = new RecordingContext(Job, cancellationToken: cancel.Token);

        await Should.ThrowAsync<OperationCanceledException>(() => Handler().ExecuteAsync(context));

        context.Metrics["papers_processed"].Value.ShouldBe(1);
    }

    private static void Refuse(bool when, Exception exception)
    {
        if (when)
        {
            throw exception;
        }
    }

    private async Task<RecordingContext> RunAsync(string parameters = "{}")
    {
        var context = new RecordingContext(Job, parameters);
        await Handler().ExecuteAsync(context);
        return context;
    }

    private PaperSearchHandler Handler() => new(
        new PaperFinding(new GivenChoice(new SourceChoice(_source, _fallbackReason)), _clock),
        new PaperSifting(_shelf, _clock),
        new PaperProcessing(_shelf, _clock));

    private sealed class GivenChoice(SourceChoice choice) : ISourceChooser
    {
        public ValueTask<SourceChoice> ChooseAsync(CancellationToken cancellationToken) => new(choice);
    }
}
