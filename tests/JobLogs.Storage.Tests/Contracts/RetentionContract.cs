using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What clean-up and deletion take, and what they leave.</summary>
public abstract class RetentionContract : StoreContract
{
    private const long Cutoff = 1_000 * Second;

    [Fact]
    public async Task What_is_older_goes_and_what_has_the_very_time_stays()
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        await CommitAsync(At(run, (Cutoff - 1, "older"), (Cutoff, "same"), (Cutoff + 1, "newer"), (5, "a straggler")));
        await EndAsync(run);

        var removed = await RemoveAllAsync(job);

        removed.Entries.ShouldBe(2);
        (await MessagesAsync(job)).ShouldBe(["same", "newer"]);
        var after = await FindAsync(run);
        (after.Counts.Info, after.FirstSeq, after.LastSeq).ShouldBe((4, 1, 4));
        (await Store.Logs.RemovedThroughAsync(LogScope.OfJob(job.Id), Place.StartOf(job.Id), Cancel)).ShouldBe(4);
        (await Store.Logs.RemovedThroughAsync(LogScope.OfRun(job.Id, run.Id), Place.StartOf(job.Id), Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task What_belongs_to_a_run_under_way_stays()
    {
        var job = await JobAsync();
        var over = await RunAsync(job);
        var underWay = await RunAsync(job);
        await CommitAsync(At(over, (1, "over")), At(underWay, (1, "under way")), Metric(over), Metric(underWay));
        await EndAsync(over);
        var cutoff = Now + Second;

        var counted = await Store.Logs.CountBeforeAsync(job.Id, cutoff, Cancel);
        var removed = await RemoveAllAsync(job, cutoff);

        removed.ShouldBe(counted);
        removed.ShouldBe(new RemovalCount(1, 2, 1));
        (await MessagesAsync(job)).ShouldBe(["under way"]);
        (await Store.Runs.StatusHistoryAsync(over.Id, 0, 10, Cancel)).Total.ShouldBe(0);
        (await Store.Runs.StatusHistoryAsync(underWay.Id, 0, 10, Cancel)).Total.ShouldBe(1);
        (await Store.Runs.MetricsAsync(underWay.Id, null, 0, 10, Cancel)).Total.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task Whatever_the_size_of_a_step_all_old_entries_go_and_the_counts_stay_true(int maxRows)
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        var times = Enumerable.Range(1, 1_500).Select(number => (number % 3 == 0 ? Cutoff + number : number, $"entry {number}")).ToArray();
        await CommitAsync(At(run, times[..700]));
        await CommitAsync(At(run, times[700..]));
        await EndAsync(run);

        var removed = await RemoveAllAsync(job, maxRows: maxRows);

        removed.Entries.ShouldBe(1_000);
        (await MessagesAsync(job)).ShouldBe([.. times.Where(one => one.Item1 >= Cutoff).Select(one => one.Item2)]);
        var statistics = await Store.Logs.StatisticsAsync(new StatisticsQuery { Scope = LogScope.OfJob(job.Id) }, Cancel);
        statistics.ByLevel.Info.ShouldBe(500);
    }

    [Fact]
    public async Task Writing_goes_on_in_a_block_that_clean_up_has_been_in()
    {
        var job = await JobAsync();
        var run = await RunAsync(job);
        await CommitAsync(At(run, [.. Enumerable.Range(1, 200).Select(number => ((long)number, $"old {number}"))]));
        await EndAsync(run);
        await RemoveAllAsync(job);
        await CommitAsync(Append(run, Numbered(400)));

        (await MessagesAsync(job)).ShouldBe(Numbered(400));
        var found = await Store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(job.Id), Filter = new() { Search = "entry 10" }, Limit = 100 }, Cancel);
        found.Total.ShouldBe(11);
        found.Dispose();
    }

    [Fact]
    public async Task A_deleted_jobs_rows_go_bit_by_bit_and_its_papers_stay()
    {
        var job = await JobAsync();
        var run = await TakenUpAsync(job);
        await CommitAsync(
            Append(run, Numbered(600)),
            Metric(run),
            new AppendEntries(run.Id, Batch("p")) { Producer = "p", FirstNumber = 1, Numbers = 1 },
            new ChangeStep(run.Id, "s") { Begin = true, Name = "s", TimestampMicros = Now },
            new SavePapers([PaperContract.Paper("1", run)]));
        var other = await JobAsync("other");
        await CommitAsync(Append(await RunAsync(other), "stays"));
        await CommitAsync(new DeleteJob(job.Id));

        // What is hidden from everybody and goes later counts for nothing.
        var removed = 0L;
        PurgeDeleted purge;
        do
        {
            purge = new PurgeDeleted(100);
            await CommitAsync(purge);
            removed += purge.Removed;
            purge.Removed.ShouldBeLessThanOrEqualTo(100);
        }
        while (purge.More);

        removed.ShouldBeGreaterThan(0);
        (await Store.Logs.StatusAsync(Cancel)).Entries.ShouldBe(1);
        (await MessagesAsync(other)).ShouldBe(["stays"]);
        (await Store.Papers.ListAsync(new PaperQuery(null, null, 0, 10), Cancel)).Total.ShouldBe(1);
        (await JobAsync("new")).Id.ShouldBeGreaterThan(other.Id);
    }

    private async Task<RemovalCount> RemoveAllAsync(Job job, long cutoff = Cutoff, int maxRows = 1_000)
    {
        var removed = default(RemovalCount);
        var after = 0L;
        for (var step = 0; step < 5_000; step++)
        {
            var remove = new RemoveBefore(job.Id, cutoff, maxRows) { AfterSeq = after };
            await CommitAsync(remove);
            removed += remove.Removed;
            after = remove.ResumeAfterSeq;
            if (!remove.More)
            {
                return removed;
            }
        }

        throw new InvalidOperationException("Clean-up comes to no end.");
    }

    private AppendMetrics Metric(Run run) => new(run.Id, [new MetricValue(Now, "n", 1, "gauge", null)]);

    private static AppendEntries At(Run run, params (long Micros, string Message)[] entries)
    {
        var batch = new EntryBatch();
        foreach (var (micros, message) in entries)
        {
            batch.Add(new EntryView
            {
                TimestampMicros = micros,
                Level = EntryLevel.Info,
                Message = System.Text.Encoding.UTF8.GetBytes(message),
                DurationMs = -1,
                Offset = batch.Count,
            });
        }

        return new AppendEntries(run.Id, batch);
    }
}
