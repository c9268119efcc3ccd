using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>What writing to a copy and removing from it promise.</summary>
public abstract class CopyWritingContract(SearchProduct product) : IAsyncLifetime
{
    private TestCopy _copy = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _copy = await TestCopy.OpenAsync(product);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _copy.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_again_is_accepted_and_there_once()
    {
        using var batch = CopyData.Batch(1, CopyData.Start, 1, CopyData.Numbered(3), CopyData.Status(1), CopyData.Metric(2));

        var first = await _copy.Copy.WriteAsync(batch);
        var second = await _copy.Copy.WriteAsync(batch);

        (first.Accepted, second.Accepted).ShouldBe((5, 5));
        var tally = await _copy.Reader.TallyAsync(null, 10, 1, Cancel);
        tally.Value.ShouldBe([new RunTally(CopyData.Job, CopyData.Run, 3, 1, 1)]);
    }

    [Fact]
    public async Task A_request_may_be_packed()
    {
        var options = new ElasticsearchOptions { Hosts = [_copy.Server], IndexPrefix = _copy.Prefix, PackRequests = true, BulkBytes = 20_000 };
        using var copy = new ElasticsearchCopy(options, new TextNames(), TimeProvider.System);
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(200));

        (await copy.WriteAsync(batch)).Accepted.ShouldBe(200);

        (await _copy.Reader.SeqsAsync()).Count.ShouldBe(200);
    }

    [Fact]
    public async Task Runs_are_tallied_in_pages()
    {
        WrittenEntry[] entries = [.. Enumerable.Range(1, 5).Select(n => new WrittenEntry { Run = new RunId(n), Job = new JobId(1 + (n / 4)) })];
        using var batch = CopyData.Entries(1, 1, entries);
        await _copy.Copy.WriteAsync(batch);

        var first = await _copy.Reader.TallyAsync(null, 3, 1, Cancel);
        var second = await _copy.Reader.TallyAsync((first.Value![^1].Job, first.Value[^1].Run), 3, 1, Cancel);

        first.Value.Select(run => run.Run.Number).ShouldBe([1, 2, 3]);
        second.Value!.Select(run => (run.Job.Number, run.Run.Number)).ShouldBe([(2, 4), (2, 5)]);
    }

    [Fact]
    public async Task The_day_of_the_commit_decides_the_index_and_not_that_of_the_entry()
    {
        using var today = CopyData.Batch(1, CopyData.Start, 1, [new WrittenEntry { TimestampMicros = 1 }, new WrittenEntry { TimestampMicros = CopyData.Start * 4 }]);
        using var tomorrow = CopyData.Batch(2, CopyData.Start + CopyData.Day, 3, [new WrittenEntry()]);
        await _copy.Copy.WriteAsync(today);
        await _copy.Copy.WriteAsync(tomorrow);

        var days = await _copy.Copy.ListDaysAsync(Cancel);

        days.Select(day => (day.Day, day.Documents)).ShouldBe([(new DateOnly(2023, 11, 14), 2), (new DateOnly(2023, 11, 15), 1)]);
    }

    [Fact]
    public async Task A_document_that_will_never_be_taken_is_named_and_the_others_are_written()
    {
        const long Year2300 = 10_413_792_000_000_000;
        using var batch = CopyData.Entries(1, 1, new WrittenEntry(), new WrittenEntry { TimestampMicros = Year2300 }, new WrittenEntry());

        var written = await _copy.Copy.WriteAsync(batch);

        (written.Accepted, written.Again.Count).ShouldBe((2, 0));
        written.Refused.ShouldHaveSingleItem().Item.ShouldBe(CopyItem.Entry(CopyData.Job, 2));
        written.Refused[0].Code.ShouldEndWith("parsing_exception");
        (await _copy.Reader.SeqsAsync()).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task What_belongs_to_later_commits_is_not_seen()
    {
        using var first = CopyData.Entries(1, 1, CopyData.Numbered(2));
        using var second = CopyData.Entries(2, 3, CopyData.Numbered(2));
        await _copy.Copy.WriteAsync(first);
        await _copy.Copy.WriteAsync(second);

        (await _copy.Reader.SeqsAsync(through: 1)).ShouldBe([1, 2]);
        (await _copy.Reader.FindAsync(CopyData.Job, 3, 1, Cancel)).ShouldBe(new CopyAnswer<EntryBatch?>(null, null));
        (await _copy.Reader.TallyAsync(null, 10, 1, Cancel)).Value!.Single().Entries.ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_without_an_index_has_no_answer_rather_than_an_empty_one()
    {
        (await ReadAsync(new LogQuery { Scope = LogScope.All, Limit = 10 })).ShouldBe(NoAnswerReason.NoIndex);
        (await ReadAsync(new LogQuery { Scope = LogScope.All, Limit = 10, After = new Place(0, CopyData.Job, 1, 0) })).ShouldBe(NoAnswerReason.NoIndex);
        (await _copy.Reader.TallyAsync(null, 10, 1, Cancel)).Missing!.Reason.ShouldBe(NoAnswerReason.NoIndex);
        (await _copy.Reader.ErrorsAsync(0, 1, Cancel)).Missing!.Reason.ShouldBe(NoAnswerReason.NoIndex);
        await _copy.Copy.RefreshAsync(Cancel);
        (await _copy.Copy.RemoveAsync(new CopyRemoval { Job = CopyData.Job }, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task A_removal_takes_what_is_old_within_its_bounds_and_spares_runs()
    {
        var spared = new RunId(4);
        using var batch = CopyData.Batch(
            1,
            CopyData.Start,
            1,
            [
                At(10), At(10), At(10, spared), At(20), At(10), At(10) with { Job = new JobId(8) },
            ],
            CopyData.Status(1, 10),
            CopyData.Metric(2, 10),
            CopyData.Metric(3, 20),
            CopyData.Metric(4, 10));
        await _copy.Copy.WriteAsync(batch);

        var removed = await _copy.Copy.RemoveAsync(
            new CopyRemoval { Job = CopyData.Job, BeforeMicros = 20, AfterSeq = 1, ThroughSeq = 4, ThroughEvent = 3, Spared = [spared] }, Cancel);

        removed.ShouldBe(3);
        (await _copy.Reader.SeqsAsync()).ShouldBe([1, 3, 4, 5, 6]);
        (await _copy.Reader.TallyAsync(null, 10, 1, Cancel)).Value!.First(run => run.Run == CopyData.Run)
            .ShouldBe(new RunTally(CopyData.Job, CopyData.Run, 3, 0, 2));

        static WrittenEntry At(long timestamp, RunId run = default) => new() { TimestampMicros = timestamp, Run = run };
    }

    [Fact]
    public async Task Removing_a_job_takes_its_documents_and_the_indices_that_it_leaves_empty()
    {
        using var alone = CopyData.Batch(1, CopyData.Start, 1, CopyData.Numbered(6000), CopyData.Status(1));
        using var shared = CopyData.Batch(2, CopyData.Start + CopyData.Day, 6001, [new WrittenEntry(), new WrittenEntry { Job = new JobId(8) }]);
        await _copy.Copy.WriteAsync(alone);
        await _copy.Copy.WriteAsync(shared);

        var removed = await _copy.Copy.RemoveAsync(new CopyRemoval { Job = CopyData.Job }, Cancel);

        removed.ShouldBe(6002);
        (await _copy.Reader.SeqsAsync()).ShouldBe([6002]);
        (await _copy.Copy.ListDaysAsync(Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_large_removal_leaves_what_it_must()
    {
        WrittenEntry[] entries = [.. CopyData.Numbered(6000).Select((entry, i) => entry with { TimestampMicros = i == 3000 ? 20 : 10 })];
        using var batch = CopyData.Entries(1, 1, entries);
        await _copy.Copy.WriteAsync(batch);

        var removed = await _copy.Copy.RemoveAsync(new CopyRemoval { Job = CopyData.Job, BeforeMicros = 20, ThroughSeq = 6000 }, Cancel);

        removed.ShouldBe(5999);
        (await _copy.Reader.SeqsAsync()).ShouldBe([3001]);
    }

    [Fact]
    public async Task A_day_is_dropped_as_a_whole()
    {
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(3));
        await _copy.Copy.WriteAsync(batch);
        var day = (await _copy.Copy.ListDaysAsync(Cancel)).Single().Day;

        await _copy.Copy.DropDayAsync(day, Cancel);
        await _copy.Copy.DropDayAsync(day, Cancel);

        (await _copy.Copy.ListDaysAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_indices_of_another_database_are_left_alone_until_they_are_dropped()
    {
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(1));
        await _copy.Copy.WriteAsync(batch);

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await _copy.Copy.PrepareAsync(99, Cancel))).Code.ShouldBe("copy_foreign");
        (await _copy.Reader.SeqsAsync()).ShouldBe([1]);
        await _copy.Copy.DropAllAsync(Cancel);
        await _copy.Copy.PrepareAsync(99, Cancel);
    }

    [Fact]
    public async Task It_says_what_it_is_and_how_much_it_holds()
    {
        using var batch = CopyData.Entries(1, 1, CopyData.Numbered(3));
        await _copy.Copy.WriteAsync(batch);

        var described = await _copy.Copy.DescribeAsync(Cancel);

        described.Product.ShouldBe($"{product}".ToLowerInvariant());
        Version.Parse(described.Version).Major.ShouldBeGreaterThan(1);
        (described.Health, described.Nodes, described.Documents).ShouldBe(("green", (1, 1), 3));
        described.SizeBytes.ShouldBeGreaterThan(0);
    }

    private async Task<NoAnswerReason?> ReadAsync(LogQuery query) => (await _copy.Reader.ReadAsync(query, 1, Cancel)).Missing?.Reason;
}
