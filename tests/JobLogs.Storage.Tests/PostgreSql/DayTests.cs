using JobLogs.Storage.Blocks;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.PostgreSql.Alerts;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Reading;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>The days of entries: what a reader opens of them, and how they come and go.</summary>
public sealed class DayTests : PostgreSqlTest
{
    private const int EntriesADay = 20;
    private const string Partitions = "SELECT relname::text FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY relname";

    [Fact]
    public async Task A_reader_of_ninety_days_opens_only_those_of_the_entries_that_it_wants()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store, 90);

        (await OpenedAsync(store, run, new() { FromSeq = 1_701, ToSeq = 1_720 }, count: true)).ShouldBe(["entries_20260328"]);
        (await OpenedAsync(store, run, new() { FromSeq = 1_715, ToSeq = 1_725 }, count: true)).ShouldBe(["entries_20260328", "entries_20260329"]);
        (await OpenedAsync(store, run, new() { FromSeq = 1, ToSeq = 5 }, count: true)).ShouldBe(["entries_20260102"]);
        (await OpenedAsync(store, run, LogFilter.None, count: false)).ShouldBe(["entries_20260401"]);
        await ShouldHoldAsync(store, run, 90 * EntriesADay);
    }

    [Fact]
    public async Task Of_ninety_days_only_the_last_of_a_run_is_opened_for_its_last_sign()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store, 90);
        await using var connection = await store.Sessions.Reading.OpenConnectionAsync(Cancel);
        var reader = new Reader(connection);
        await using var transaction = await reader.BeginAsync(Cancel);

        var sign = await WatchRows.LastSignAsync(reader, run.Id, Cancel);

        sign.ShouldBe((Time.GetUtcNow() - TimeSpan.FromDays(1) - DateTimeOffset.UnixEpoch).Ticks / 10);
        (await OpenedAsync(reader)).ShouldBe(["entries_20260401"]);
    }

    [Fact]
    public async Task What_is_removed_from_the_beginning_is_gone_at_once_and_its_rows_go_with_their_day()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store, 3, entriesADay: 512);
        await CommitAsync(store, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });

        // All of the first day, whose last entry is alone in the block that the second day begins.
        var remove = new RemoveBefore(run.Job, 600, 100_000);
        await CommitAsync(store, remove);

        remove.Removed.Entries.ShouldBe(599);
        (await SeqsAsync(store, LogScope.OfJob(run.Job), Place.StartOf(run.Job))).First().ShouldBe(600);
        using (var gone = await store.Logs.FindAsync(run.Job, 100, Cancel))
        {
            gone.ShouldBeNull();
        }

        (await CountAsync("job_logs")).ShouldBe((3 * 512) - 599);
        await store.Days.LookAsync(Cancel);
        (await CountAsync("entries")).ShouldBe((3 * 512) - 599);
    }

    [Fact]
    public async Task Rows_of_what_was_removed_from_a_day_that_stays_go_in_the_background()
    {
        var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        var other = await StoreLoad.MakeRunAsync(store.Writer, "stays");
        await CommitAsync(store, StoreLoad.Append(run, 1, 600), StoreLoad.Append(other, 1, 600));
        await CommitAsync(store, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });
        await CommitAsync(store, new RemoveBefore(run.Job, 10_000, 100_000));
        await store.Days.LookAsync(Cancel);
        (await CountAsync("entries")).ShouldBe(600 + 511);

        Time.Advance(TimeSpan.FromMinutes(61));
        await store.Days.LookAsync(Cancel);

        (await CountAsync("entries")).ShouldBe(600);
        (await CountAsync("removed_entries")).ShouldBe(0);
        await ShouldHoldAsync(store, other, 600);
    }

    [Fact]
    public async Task Rows_of_a_deleted_job_go_in_the_background_from_days_that_stay()
    {
        var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        var other = await StoreLoad.MakeRunAsync(store.Writer, "stays");
        await CommitAsync(store, StoreLoad.Append(run, 1, 600), StoreLoad.Append(other, 1, 600));
        await CommitAsync(store, new DeleteJob(run.Job));
        var purge = new PurgeDeleted(100_000);
        await CommitAsync(store, purge);
        purge.More.ShouldBeFalse();

        await store.Days.LookAsync(Cancel);

        (await CountAsync("entries")).ShouldBe(600);
        (await CountAsync("removed_entries")).ShouldBe(0);
        await ShouldHoldAsync(store, other, 600);
    }

    [Fact]
    public async Task A_day_in_which_nothing_has_to_stay_goes_and_the_others_stay()
    {
        var store = await OpenAsync();
        var run = await WriteDaysAsync(store, 6);
        await CommitAsync(store, new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Pending] });

        // A commit's row stays as long as a status change of it does, and these are all younger than the entries here.
        await Databases.ExecuteAsync(Database, "DELETE FROM status_changes");

        // All of the first 4 days, and a part of the 5th.
        await CommitAsync(store, new RemoveBefore(run.Job, (4 * EntriesADay) + 5, 100_000));
        await store.Days.LookAsync(Cancel);

        (await Databases.QueryAsync<string>(Database, Partitions)).Take(2).ShouldBe(["entries_20260106", "entries_20260107"]);
        (await SeqsAsync(store, LogScope.OfJob(run.Job), Place.StartOf(run.Job))).ShouldBe(Enumerable.Range((4 * EntriesADay) + 5, 36).Select(seq => (long)seq));
        (await Databases.QueryAsync<long>(Database, "SELECT count(*) FROM commits WHERE commit_no < (SELECT min(first_commit) FROM job_days)")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_day_that_was_being_taken_away_when_its_server_died_is_taken_away_by_another()
    {
        var store = await OpenAsync();
        await WriteDaysAsync(store, 2);
        await Databases.ExecuteAsync(Database, "DELETE FROM job_days WHERE day = '2026-01-02'; ALTER TABLE entries DETACH PARTITION entries_20260102");

        await store.Days.LookAsync(Cancel);

        (await Databases.QueryAsync<bool>(Database, "SELECT to_regclass('entries_20260102') IS NULL")).ShouldBe([true]);
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

    private async Task<Run> WriteDaysAsync(PostgresStore store, int days, int entriesADay = EntriesADay)
    {
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        for (var day = 0; day < days; day++)
        {
            await CommitAsync(store, StoreLoad.Append(run, 1 + (day * entriesADay), entriesADay));
            Time.Advance(TimeSpan.FromDays(1));
        }

        return run;
    }

    private async Task<long> CountAsync(string table) =>
        (await Databases.QueryAsync<long>(Database, $"SELECT count(*) FROM {table}")).ShouldHaveSingleItem();

    private static async Task<List<string>> OpenedAsync(PostgresStore store, Run run, LogFilter filter, bool count)
    {
        var query = new LogQuery { Scope = LogScope.OfJob(run.Job), Filter = filter, Limit = EntriesADay - 1, Count = count };
        await using var connection = await store.Sessions.Reading.OpenConnectionAsync(Cancel);
        var reader = new Reader(connection);
        await using var transaction = await reader.BeginAsync(Cancel);
        using var page = await new LogReader(new BlockCache()).ReadAsync(new PostgresLogSnapshot(reader, new JobDays()), query, Cancel);
        page.Entries.Count.ShouldBeGreaterThan(0);
        return await OpenedAsync(reader);
    }

    // What a transaction opens it holds a lock on, to its end.
    private static async Task<List<string>> OpenedAsync(Reader reader)
    {
        var opened = await reader.ListAsync(
            new Statement("SELECT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid() AND relation::regclass::text LIKE 'entries_2%'"),
            static row => row.GetString(0)[..16],
            Cancel);
        return [.. opened.Distinct().Order(StringComparer.Ordinal)];
    }
}
