using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Ninety days of entries: what a reader opens of them, and how they go.</summary>
public sealed class DayTests : PostgreSqlTest
{
    private const int Days = 90;
    private const int EntriesADay = 20;
    private const string Partitions = "SELECT relname::text FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY relname";

    [Theory]
    [InlineData(1_701, 1_720, new[] { "entries_20260328" })]
    [InlineData(1_715, 1_725, new[] { "entries_20260328", "entries_20260329" })]
    [InlineData(1, 5, new[] { "entries_20260102" })]
    public async Task A_reader_opens_only_the_days_of_the_entries_that_it_wants(long from, long to, string[] days)
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store);

        var opened = await OpenedAsync(store, new LogQuery
        {
            Scope = LogScope.OfJob(run.Job), Filter = new() { FromSeq = from, ToSeq = to }, Limit = 100, Count = false,
        });

        opened.Select(day => day[..16]).Distinct().Order().ShouldBe(days);
    }

    [Fact]
    public async Task The_newest_entries_are_read_from_the_newest_days()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store);

        var opened = await OpenedAsync(store, new LogQuery { Scope = LogScope.OfJob(run.Job), Limit = EntriesADay - 1, Count = true });

        opened.Select(day => day[..16]).Distinct().ShouldBe(["entries_20260401"]);
    }

    [Fact]
    public async Task Entries_of_ninety_days_are_one_log()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store);

        await ShouldHoldAsync(store, run, Days * EntriesADay);
    }

    [Fact]
    public async Task A_day_in_which_nothing_has_to_stay_goes_and_the_others_stay()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store);
        await CommitAsync(store, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });
        var before = await Databases.QueryAsync<string>(Database, Partitions);

        // All of the first 88 days, and a part of the 89th.
        await CommitAsync(store, new RemoveBefore(run.Job, (88 * EntriesADay) + 5, 100_000));
        await store.Days.LookAsync(Cancel);

        before.Count.ShouldBeGreaterThan(Days);
        var left = await Databases.QueryAsync<string>(Database, Partitions);
        left.Take(2).ShouldBe(["entries_20260331", "entries_20260401"]);
        (await SeqsAsync(store, LogScope.OfJob(run.Job), Place.StartOf(run.Job))).ShouldBe(Enumerable.Range((88 * EntriesADay) + 5, 36).Select(seq => (long)seq));
        (await Databases.QueryAsync<long>(Database, "SELECT count(*) FROM commits WHERE commit_no < (SELECT min(first_commit) FROM job_days)")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_job_goes_on_after_all_its_entries_were_removed()
    {
        var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await CommitAsync(store, StoreLoad.Append(run, 1, 20));
        await CommitAsync(store, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });
        await CommitAsync(store, new RemoveBefore(run.Job, 1_000, 1_000));
        await CommitAsync(store, StoreLoad.Append(run, 21, 5));

        (await SeqsAsync(store, LogScope.OfJob(run.Job), Place.StartOf(run.Job))).ShouldBe([21, 22, 23, 24, 25]);
    }

    [Fact]
    public async Task The_next_days_are_made_before_they_come()
    {
        var store = await OpenAsync();

        await store.Days.LookAsync(Cancel);

        (await Databases.QueryAsync<string>(Database, Partitions)).ShouldBe(
            ["entries_20260102", "entries_20260103", "entries_20260104"], Case.Sensitive);
    }

    private async Task<Run> WriteDaysAsync(PostgresStore store)
    {
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        for (var day = 0; day < Days; day++)
        {
            await CommitAsync(store, StoreLoad.Append(run, 1 + (day * EntriesADay), EntriesADay));
            Time.Advance(TimeSpan.FromDays(1));
        }

        return run;
    }

    // What a transaction opens it holds a lock on, to its end.
    private static async Task<List<string>> OpenedAsync(PostgresStore store, LogQuery query)
    {
        await using var connection = await store.Sessions.Reading.OpenConnectionAsync(Cancel);
        var reader = new Reader(connection);
        await using var transaction = await reader.BeginAsync(Cancel);
        using var page = await new LogReader(new BlockCache()).ReadAsync(new PostgresLogSnapshot(reader, new JobDays()), query, Cancel);
        page.Entries.Count.ShouldBeGreaterThan(0);
        return await reader.ListAsync(
            new Statement("SELECT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid() AND relation::regclass::text LIKE 'entries_2%'"),
            static row => row.GetString(0),
            Cancel);
    }
}
