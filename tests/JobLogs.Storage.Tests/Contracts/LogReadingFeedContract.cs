using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>What following the log promises, whatever the database.</summary>
public abstract class LogReadingFeedContract : StoreContract
{
    /// <summary>From how many places of each scope and filter to follow.</summary>
    protected virtual int Places => 12;

    [Fact]
    public async Task From_every_place_exactly_the_rest_follows()
    {
        var (script, jobs) = await LogData.WriteAsync(Store.Writer, 4);
        var random = new Random(4);
        foreach (var scope in Enumerable.Range(0, 10).Select(kind => LogReadingContract.ScopeOf(kind, script, jobs, kind)).Distinct())
        {
            foreach (var filter in new[] { LogFilter.None, new LogFilter { Search = "处理" }, new LogFilter { Levels = LevelSet.AtLeast(EntryLevel.Error) }, new LogFilter { Search = "nowhere" } })
            {
                var all = Items(script, scope, filter);
                (await FollowAsync(new FeedQuery { Scope = scope, Filter = filter, After = scope.Job is { } job ? Place.StartOf(job) : Place.Start })).ShouldBe(all);
                for (var i = 0; i < Places && all.Count > 0; i++)
                {
                    var at = random.Next(all.Count);
                    var query = new FeedQuery { Scope = scope, Filter = filter, After = all[at], Limit = random.Next(1, 40) };
                    (await FollowAsync(query)).ShouldBe(all.Skip(at + 1), $"{scope} {filter} after {all[at]}");
                }
            }
        }
    }

    [Fact]
    public async Task A_follower_of_something_rare_moves_on_and_reads_a_bounded_part_at_a_time()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        var run = await script.StartRunAsync(job);
        for (var i = 0; i < 4; i++)
        {
            await script.AppendAsync(run, Enumerable.Range(0, 25_000).Select(n => new WrittenEntry { Message = n == 24_999 ? "x" : "y" }));
        }

        var query = new FeedQuery { Scope = LogScope.OfJob(job), Filter = new LogFilter { Search = "x" }, StatusChanges = false, After = Place.StartOf(job) };
        using var first = await Store.Logs.ReadFeedAsync(query, Cancel);

        first.ReachedEnd.ShouldBeFalse();
        first.Through.Seq.ShouldBeInRange(25_000, 99_000);
        (await FollowAsync(query)).Select(place => place.Seq).ShouldBe([25_000L, 50_000, 75_000, 100_000]);
    }

    [Fact]
    public async Task The_end_is_the_place_of_the_last_thing()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        (await Store.Logs.EndAsync(LogScope.OfJob(job), Cancel)).ShouldBe(Place.StartOf(job));

        var run = await script.StartRunAsync(job);
        (await Store.Logs.EndAsync(LogScope.All, Cancel)).ShouldBe(script.Events[^1].Place);

        await script.AppendAsync(run, "one", "two");
        (await Store.Logs.EndAsync(LogScope.OfJob(job), Cancel)).ShouldBe(new Place(0, job, 2, 0));
        (await Store.Logs.EndAsync(LogScope.All, Cancel)).ShouldBe(script.Entries[^1].Place);

        await script.FinishAsync(run);
        (await Store.Logs.EndAsync(LogScope.OfRun(job, run), Cancel)).ShouldBe(new Place(0, job, 2, script.Events[^1].Event));
    }

    [Fact]
    public async Task What_clean_up_removed_after_a_place_is_told()
    {
        var script = new LogScript(Store.Writer);
        var job = await script.CreateJobAsync("a");
        var run = await script.StartRunAsync(job);
        await script.AppendAsync(run, Enumerable.Range(1, 10).Select(i => new WrittenEntry { TimestampMicros = i }));
        await script.AppendAsync(run, Enumerable.Range(11, 10).Select(i => new WrittenEntry { TimestampMicros = i }));
        await script.FinishAsync(run);
        var commit = script.Entries[0].Commit;
        foreach (var scope in new[] { LogScope.All, LogScope.OfJob(job), LogScope.OfRun(job, run) })
        {
            (await Store.Logs.RemovedThroughAsync(scope, new Place(0, job, 0, 0), Cancel)).ShouldBeNull();
        }

        await script.RemoveBeforeAsync(job, 8, 100);

        foreach (var scope in new[] { LogScope.All, LogScope.OfJob(job), LogScope.OfRun(job, run) })
        {
            (await Store.Logs.RemovedThroughAsync(scope, new Place(0, job, 3, 0), Cancel)).ShouldBe(7);
            (await Store.Logs.RemovedThroughAsync(scope, new Place(commit, job, 7, 0), Cancel)).ShouldBeNull();
        }
    }

    private static List<Place> Items(LogScript script, LogScope scope, LogFilter filter)
    {
        var run = scope.Run ?? filter.Run;
        var events = script.Events.Where(happened =>
            (scope.Job is null || happened.Job == scope.Job) && (happened is JobRemoved || run is null || happened.Run == run));
        var places = script.Matching(scope, filter).Select(entry => entry.Place).Concat(events.Select(happened => happened.Place));
        return [.. places.Order(Comparer<Place>.Create((left, right) => scope.Compare(left, right)))];
    }

    private async Task<List<Place>> FollowAsync(FeedQuery query)
    {
        var places = new List<Place>();
        while (true)
        {
            using var page = await Store.Logs.ReadFeedAsync(query, CancellationToken.None);
            (page.Entries.Count + page.Events.Count).ShouldBeLessThanOrEqualTo(query.Limit);
            places.AddRange(LogReadingContract.Texts(page.Entries).Select(entry => entry.Place).Concat(page.Events.Select(happened => happened.Place))
                .Order(Comparer<Place>.Create((left, right) => query.Scope.Compare(left, right))));
            if (page.ReachedEnd)
            {
                return places;
            }

            query.Scope.Compare(page.Through, query.After).ShouldBeGreaterThan(0);
            query = query with { After = page.Through };
        }
    }
}
