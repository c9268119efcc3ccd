using CsCheck;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Filters;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What filters with added fields promise, whatever the database.</summary>
public abstract class AddedFieldContract : StoreContract
{
    /// <inheritdoc />
    protected override int Questions => 150;

    [Fact]
    public async Task Pages_and_counts_are_as_a_plain_scan_would_have_them()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 5);
        await Asked(script).SampleAsync(
            async asked =>
            {
                var scope = LogReadingContract.ScopeOf(asked.Scope, script, jobs, asked.Pick);
                var expected = script.Matching(scope, asked.Filter).Order(In(scope)).ToList();
                using var page = await Store.Logs.ReadAsync(
                    new LogQuery { Scope = scope, Filter = asked.Filter, Descending = false, Limit = 50 }, CancellationToken.None);

                LogReadingContract.Texts(page.Entries).ShouldBe(expected.Take(50));
                page.Total.ShouldBe(expected.Count);
            },
            iter: Questions,
            threads: 1);
    }

    [Fact]
    public async Task Statistics_facets_and_followers_see_the_same_entries()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 6);
        await Asked(script).SampleAsync(
            async asked =>
            {
                var scope = LogReadingContract.ScopeOf(asked.Scope, script, jobs, asked.Pick);
                var expected = script.Matching(scope, asked.Filter).Order(In(scope)).ToList();
                var statistics = await Store.Logs.StatisticsAsync(
                    new StatisticsQuery { Scope = scope, Filter = asked.Filter, Buckets = 7, Steps = true, Durations = true }, CancellationToken.None);
                var levels = await Store.Logs.FacetAsync(scope, asked.Filter, Facet.Level, 10, CancellationToken.None);

                statistics.ByLevel.Total.ShouldBe(expected.Count);
                statistics.Histogram.Sum(span => span.Counts.Total).ShouldBe(expected.Count);
                statistics.ByStep.Sum(step => step.Counts.Total).ShouldBe(expected.Count(entry => entry.Step is not null));
                statistics.Durations.Sum(step => step.Count).ShouldBe(expected.Count(entry => entry.DurationMs is not null));
                levels.Sum(level => level.Count).ShouldBe(expected.Count);
                (await FollowAsync(scope, asked.Filter)).ShouldBe(expected.Select(entry => entry.Seq));
            },
            iter: Questions / 3,
            threads: 1);
    }

    [Fact]
    public async Task What_a_value_was_found_to_match_is_not_remembered_for_another()
    {
        var script = new LogScript(Store.Writer);
        var run = await script.StartRunAsync(await script.CreateJobAsync("a"));
        await script.AppendAsync(run, Enumerable.Range(0, 2_000).Select(n => new WrittenEntry { Message = "x", DurationMs = n, TraceId = n % 4 == 0 ? "t" : null }));

        foreach (var (field, value, count) in new[] { ("slower_than", "1499", 500), ("slower_than", "1899", 100), ("trace", "t", 500), ("trace", "u", 0), ("slower_than", "1499", 500) })
        {
            using var page = await Store.Logs.ReadAsync(
                new LogQuery { Scope = LogScope.All, Filter = new LogFilter { Conditions = ScriptedField.Of((field, value)) }, Limit = 1 }, Cancel);
            page.Total.ShouldBe(count, $"{field} = {value}");
        }

        using var all = await Store.Logs.ReadAsync(new LogQuery { Scope = LogScope.All, Limit = 1 }, Cancel);
        all.Total.ShouldBe(2_000);
    }

    [Fact]
    public async Task Each_field_of_an_entry_can_be_looked_at()
    {
        var script = new LogScript(Store.Writer);
        var run = await script.StartRunAsync(await script.CreateJobAsync("a"));
        await script.AppendAsync(
            run,
            new WrittenEntry { Message = "whole", Details = """{"host": "甲"}""", TraceId = "t", SpanId = "s", Exception = """{"type":"E"}""", DurationMs = 6 },
            new WrittenEntry { Message = "bare" });

        foreach (var (field, value) in new[] { ("slower_than", "5"), ("details_have", "甲"), ("trace", "t"), ("span", "s"), ("exception_has", "E"), ("seq_ends_in", "1") })
        {
            using var page = await Store.Logs.ReadAsync(
                new LogQuery { Scope = LogScope.All, Filter = new LogFilter { Conditions = ScriptedField.Of((field, value)) }, Limit = 10 }, Cancel);
            LogReadingContract.Texts(page.Entries).Select(entry => entry.Message).ShouldBe(["whole"], field);
        }
    }

    private static Gen<(int Scope, LogFilter Filter, int Pick)> Asked(LogScript script) => Gen.Select(
        Gen.Int[0, 9], LogData.Filter(script), Gen.Int[0, 999], Gen.Int[0, 4], Gen.Int[0, 60])
        .Select((scope, filter, pick, kind, number) => (scope, filter with { Conditions = Conditions(kind, number) }, pick));

    private static EntryConditions Conditions(int kind, int number) => kind switch
    {
        0 => ScriptedField.Of(("details_have", "二")),
        1 => ScriptedField.Of(("seq_ends_in", $"{number % 10}")),
        2 => ScriptedField.Of(("slower_than", $"{number}"), ("details_have", "k")),
        _ => ScriptedField.Of(("slower_than", $"{number * 4}")),
    };

    private static Comparer<WrittenEntry> In(LogScope scope) => Comparer<WrittenEntry>.Create((left, right) => scope.Compare(left.Place, right.Place));

    private async Task<List<long>> FollowAsync(LogScope scope, LogFilter filter)
    {
        var seqs = new List<long>();
        var query = new FeedQuery { Scope = scope, Filter = filter, StatusChanges = false, Metrics = false, After = scope.Job is { } job ? Place.StartOf(job) : Place.Start, Limit = 100 };
        for (var ended = false; !ended;)
        {
            using var page = await Store.Logs.ReadFeedAsync(query, CancellationToken.None);
            seqs.AddRange(LogReadingContract.Texts(page.Entries).Select(entry => entry.Seq));
            (query, ended) = (query with { After = page.Through }, page.ReachedEnd);
        }

        return seqs;
    }
}
