using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Several servers over one database.</summary>
public sealed class SeveralWritersTests : PostgreSqlTest
{
    [Fact]
    public async Task What_two_servers_write_at_once_stands_in_the_order_of_the_commits_and_no_follower_misses_any()
    {
        const int Commits = 60;
        const int Entries = 17;
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var run = await StoreLoad.MakeRunAsync(one.Writer);
        var done = new TaskCompletionSource();
        var following = FollowAsync(other, run, done.Task);

        await Task.WhenAll(WriteAsync(one), WriteAsync(other));
        done.SetResult();
        var seen = await following;

        seen.Select(place => place.Seq).ShouldBe(Enumerable.Range(1, 2 * Commits * Entries).Select(seq => (long)seq));
        seen.Select(place => place.Commit).ShouldBeInOrder();
        seen.GroupBy(place => place.Commit).ShouldAllBe(commit => commit.Count() == Entries);
        (await one.Runs.FindAsync(run.Id, Cancel))!.Counts.Info.ShouldBe(2 * Commits * Entries);

        async Task WriteAsync(PostgresStore store)
        {
            for (var commit = 0; commit < Commits; commit++)
            {
                var append = StoreLoad.Append(run, 1, Entries);
                await CommitAsync(store, new AppendEntries(run.Id, append.Batch));
            }
        }
    }

    [Fact]
    public async Task A_block_that_two_servers_filled_is_whole()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var run = await StoreLoad.MakeRunAsync(one.Writer);
        for (var first = 1; first <= 900; first += 100)
        {
            await CommitAsync(first % 200 == 1 ? one : other, StoreLoad.Append(run, first, 100));
        }

        await ShouldHoldAsync(one, run, 900);
        using var found = await other.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(run.Job), Filter = new() { Search = "entry 35" }, Limit = 20, Descending = false }, Cancel);
        found.Total.ShouldBe(11);
    }

    [Fact]
    public async Task An_open_block_is_not_believed_once_another_server_removed_entries_of_it()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var run = await StoreLoad.MakeRunAsync(one.Writer);
        await CommitAsync(one, StoreLoad.Append(run, 1, 200));
        await CommitAsync(one, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });
        await CommitAsync(other, new RemoveBefore(run.Job, 101, 1_000));
        await CommitAsync(one, StoreLoad.Append(run, 201, 200));

        var statistics = await one.Logs.StatisticsAsync(new StatisticsQuery { Scope = LogScope.OfJob(run.Job) }, Cancel);
        statistics.ByLevel.Info.ShouldBe(300);
        (await Databases.QueryAsync<int>(Database, "SELECT info FROM blocks")).ShouldBe([155]);
    }

    [Fact]
    public async Task An_occurrence_that_two_servers_find_due_makes_one_run()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var job = new CreateJob(new JobDefinition { Name = "due", Type = "external" }) { NextRunAt = 100 };
        await CommitAsync(one, job);
        var occurrences = Enumerable.Range(0, 2).Select(_ => new CreateRun(job.Job!.Id, RunTrigger.Schedule)
        {
            Parameters = "{}", Reason = "It was due.", ScheduledAt = 100, ExpectedNextRunAt = 100, FollowingRunAt = 200,
        }).ToArray();

        await Task.WhenAll(CommitAsync(one, occurrences[0]), CommitAsync(other, occurrences[1]));

        occurrences.Select(occurrence => occurrence.Refusal).ShouldBe([Refusal.None, Refusal.AlreadyMade], ignoreOrder: true);
        (await one.Runs.ListAsync(new RunQuery { Limit = 10 }, Cancel)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_two_servers_take_up_is_taken_up_once()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        var run = await StoreLoad.MakeRunAsync(one.Writer);
        var takes = new[] { "one", "other" }
            .Select(owner => new ChangeRun(run.Id, RunStatus.Running) { From = [RunStatus.Pending], Owner = owner, LeaseUntil = 1 }).ToArray();

        await Task.WhenAll(CommitAsync(one, takes[0]), CommitAsync(other, takes[1]));

        takes.Select(take => take.Refusal).ShouldBe([Refusal.None, Refusal.WrongStatus], ignoreOrder: true);
        (await one.Runs.FindAsync(run.Id, Cancel))!.FencingToken.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_take_the_day_back()
    {
        var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await CommitAsync(store, StoreLoad.Append(run, 1, 10));
        var late = await OpenAsync();
        await Databases.ExecuteAsync(Database, "UPDATE store SET last_day = '2026-01-04'");
        await CommitAsync(late, StoreLoad.Append(run, 11, 10));

        (await Databases.QueryAsync<string>(Database, "SELECT day || ' ' || first_seq FROM job_days ORDER BY day")).ShouldBe(["2026-01-02 1", "2026-01-04 11"]);
        await ShouldHoldAsync(store, run, 20);
    }

    private static async Task<List<Place>> FollowAsync(PostgresStore store, Run run, Task done)
    {
        var places = new List<Place>();
        var query = new FeedQuery { Scope = LogScope.All, StatusChanges = false, Metrics = false, After = Place.Start, Limit = 50 };
        while (true)
        {
            var last = done.IsCompleted;
            using var page = await store.Logs.ReadFeedAsync(query, Cancel);
            for (var index = 0; index < page.Entries.Count; index++)
            {
                var entry = page.Entries[index];
                places.Add(new Place(entry.Commit, entry.Job, entry.Seq, 0));
            }

            query = query with { After = page.Through };
            if (last && page.ReachedEnd)
            {
                return places;
            }
        }
    }
}
