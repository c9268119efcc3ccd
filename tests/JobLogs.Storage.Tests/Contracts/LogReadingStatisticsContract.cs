using CsCheck;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What counting promises, whatever the database.</summary>
public abstract class LogReadingStatisticsContract : StoreContract
{
    [Fact]
    public async Task Statistics_are_those_of_a_plain_scan()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 5);
        var query = Gen.Select(Gen.Int[0, 9], LogData.Filter(script), Gen.Int[0, 999], Gen.Int[0, 3], Gen.Bool, Gen.Bool)
            .Select((scope, filter, pick, histogram, steps, durations) => new StatisticsQuery
            {
                Scope = LogReadingContract.ScopeOf(scope, script, jobs, pick),
                Filter = filter,
                IntervalMicros = histogram == 1 ? 60_000_000 : histogram == 2 ? 3_600_000_000 : null,
                Buckets = histogram == 3 ? 1 + (pick % 40) : null,
                Steps = steps,
                Durations = durations,
            });

        await query.SampleAsync(
            async asked =>
            {
                var entries = script.Matching(asked.Scope, asked.Filter).ToList();
                var counted = await Store.Logs.StatisticsAsync(asked, CancellationToken.None);
                counted.ByLevel.ShouldBe(Levels(entries));
                counted.ByStep.ShouldBe(asked.Steps ? Steps(entries) : []);
                counted.Durations.ShouldBe(asked.Durations ? Durations(entries) : []);
                counted.Histogram.Sum(bucket => bucket.Counts.Total).ShouldBe(asked.IntervalMicros is null && asked.Buckets is null ? 0 : entries.Count);
                ShouldBeHistogram(counted.Histogram, entries, asked);
            },
            iter: Questions / 2,
            threads: 1);
    }

    [Fact]
    public async Task The_same_questions_asked_again_see_what_was_added_and_removed_meanwhile()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        var (first, second) = (await script.StartRunAsync(job), await script.StartRunAsync(job));
        for (var round = 0; round < 12; round++)
        {
            var number = round;
            await script.AppendAsync(round % 3 == 0 ? second : first, Enumerable.Range(0, 150).Select(n => new WrittenEntry
            {
                Message = n % 7 == 0 ? "论文" : "other",
                Step = $"s{n % 3}",
                DurationMs = n % 2 == 0 ? n : null,
                Level = (EntryLevel)(n % 5),
                TimestampMicros = (number * 1000) + n,
            }));
            if (round == 7)
            {
                await script.FinishAsync(first);
                await script.RemoveBeforeAsync(job, 2100, 100);
            }

            foreach (var scope in new[] { LogScope.All, LogScope.OfJob(job), LogScope.OfRun(job, second) })
            {
                var entries = script.Matching(scope, LogFilter.None).ToList();
                var counted = await Store.Logs.StatisticsAsync(new StatisticsQuery { Scope = scope }, Cancel);
                (counted.ByLevel, counted.ByStep.Sum(step => step.Counts.Total)).ShouldBe((Levels(entries), entries.Count));
                counted.ByStep.ShouldBe(Steps(entries));
                counted.Durations.ShouldBe(Durations(entries));
                using var page = await Store.Logs.ReadAsync(
                    new LogQuery { Scope = scope, Filter = new LogFilter { Search = "论文", Steps = ["s0", "s1"] }, Limit = 1 }, Cancel);
                page.Total.ShouldBe(entries.Count(entry => entry is { Message: "论文", Step: "s0" or "s1" }));
            }
        }
    }

    [Fact]
    public async Task Facets_are_those_of_a_plain_scan()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 6);
        var query = Gen.Select(Gen.Int[0, 9], LogData.Filter(script), Gen.Int[0, 999], Gen.Int[0, 3], Gen.Int[1, 12]);

        await query.SampleAsync(
            async (scopeKind, filter, pick, facetNumber, limit) =>
            {
                var (scope, facet) = (LogReadingContract.ScopeOf(scopeKind, script, jobs, pick), (Facet)facetNumber);
                var counts = script.Matching(scope, filter).GroupBy(entry => Value(entry, facet)).Where(group => group.Key is not null)
                    .Select(group => new FacetCount(group.Key!, group.Count()))
                    .OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal).Take(limit);
                (await Store.Logs.FacetAsync(scope, filter, facet, limit, CancellationToken.None)).ShouldBe(counts);
            },
            iter: Questions / 2,
            threads: 1);
    }

    [Fact]
    public async Task Errors_are_grouped_by_job_code_and_step()
    {
        var (script, _) = await LogData.WriteAsync(Store.Writer, 7);
        var since = LogData.Start + (20 * 60_000_000L);
        var groups = script.Entries.Where(entry => entry.Level >= EntryLevel.Error && entry.TimestampMicros >= since)
            .GroupBy(entry => (entry.ErrorCode, entry.Step, entry.Job))
            .Select(group => new ErrorGroup(
                group.Key.ErrorCode, group.Key.Step, group.Key.Job, group.Count(),
                group.Min(entry => entry.TimestampMicros), group.Max(entry => entry.TimestampMicros), group.Max(entry => entry.Seq)));

        var errors = await Store.Logs.ErrorsAsync(since, Cancel);

        errors.ShouldBe(groups, ignoreOrder: true);
        errors.Select(group => group.LastAt).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Counting_before_a_time_says_what_removing_then_removes()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        var (over, running) = (await script.StartRunAsync(job), await script.StartRunAsync(job));
        for (var i = 0; i < 1500; i += 50)
        {
            var first = i;
            await script.AppendAsync(i % 400 == 0 ? running : over, Enumerable.Range(0, 50).Select(n => new WrittenEntry { TimestampMicros = 1 + first + n }));
        }

        await script.FinishAsync(over);
        var counted = await Store.Logs.CountBeforeAsync(job, 1111, Cancel);
        var before = script.Entries.Count;
        await script.RemoveBeforeAsync(job, 1111, 200);

        counted.Entries.ShouldBe(before - script.Entries.Count);
        (await Store.Logs.CountBeforeAsync(job, 1111, Cancel)).Entries.ShouldBe(0);
    }

    [Fact]
    public async Task The_store_says_how_many_entries_it_holds()
    {
        var (script, _) = await LogData.WriteAsync(Store.Writer, 8);

        var status = await Store.Logs.StatusAsync(Cancel);

        status.Entries.ShouldBe(script.Entries.Count);
        status.SizeBytes.ShouldBeGreaterThan(0);
        status.LastCommit.ShouldBeGreaterThanOrEqualTo(script.Entries[^1].Commit);
    }

    private static void ShouldBeHistogram(IReadOnlyList<HistogramBucket> histogram, List<WrittenEntry> entries, StatisticsQuery asked)
    {
        if (asked.IntervalMicros is { } width)
        {
            histogram.ShouldBe(entries.GroupBy(entry => entry.TimestampMicros / width).OrderBy(group => group.Key)
                .Select(group => new HistogramBucket(group.Key * width, Levels(group))));
        }
        else if (asked.Buckets is { } buckets)
        {
            histogram.Count.ShouldBeLessThanOrEqualTo(buckets);
            for (var i = 0; i + 1 < histogram.Count; i++)
            {
                histogram[i].Counts.ShouldBe(Levels(entries.Where(entry =>
                    entry.TimestampMicros >= histogram[i].StartMicros && entry.TimestampMicros < histogram[i + 1].StartMicros)));
            }
        }
    }

    private static LevelCounts Levels(IEnumerable<WrittenEntry> entries) =>
        entries.Aggregate(default(LevelCounts), (counts, entry) => counts.Plus(entry.Level));

    private static IEnumerable<StepCount> Steps(List<WrittenEntry> entries) => entries.Where(entry => entry.Step is not null)
        .GroupBy(entry => entry.Step!).Select(group => new StepCount(group.Key, Levels(group)))
        .OrderByDescending(step => step.Counts.Total).ThenBy(step => step.Step, StringComparer.Ordinal);

    private static IEnumerable<StepDurations> Durations(List<WrittenEntry> entries) => entries.Where(entry => entry.DurationMs is not null)
        .GroupBy(entry => entry.Step, entry => entry.DurationMs!.Value).Select(group =>
        {
            var sorted = group.Order().ToArray();
            long Rank(double percent) => sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1];
            return new StepDurations(group.Key, sorted.Length, sorted[0], sorted.Sum() / (double)sorted.Length, Rank(50), Rank(95), Rank(99), sorted[^1]);
        })
        .OrderByDescending(step => step.Count).ThenBy(step => step.Step, StringComparer.Ordinal);

    private static string? Value(WrittenEntry entry, Facet facet) => facet switch
    {
        Facet.Job => $"{entry.Job.Number}",
        Facet.Level => $"{entry.Level}",
        Facet.Step => entry.Step,
        _ => entry.ErrorCode,
    };
}
