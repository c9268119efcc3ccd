using System.Text;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>What one server learns of another over the same database.</summary>
public sealed class OthersTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase _database = null!;
    private PostgresStore _one = null!;
    private PostgresStore _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();
        _one = await OpenAsync();
        _other = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_of_one_server_is_heard_by_the_other()
    {
        var run = await RunAsync("heard");
        var commit = await CommitAsync(_one, Append(run, "x"));

        await HearThroughAsync(_other, commit.Number);
    }

    [Fact]
    public async Task Commits_of_all_servers_are_read_whole_and_in_their_order()
    {
        var run = await RunAsync("read");
        var after = _other.Others.OpenedAfter;
        await CommitAsync(_one, Append(run, "a", "b"));
        await CommitAsync(_other, Append(run, "c"), new AppendMetrics(run.Id, [new MetricValue(1, "n", 1, "counter", null)]));
        var last = await CommitAsync(_one, Append(run, "d"), new ChangeRun(run.Id, RunStatus.Completed) { From = [RunStatus.Running] });

        using var page = await _other.Others.ReadAsync(after, null, 1_000, Cancel);

        Texts(page.Entries).ShouldBe(["a", "b", "c", "d"]);
        page.Events.Select(happened => happened.GetType()).ShouldBe([typeof(StatusChanged), typeof(MetricRecorded), typeof(StatusChanged)]);
        page.Events.Select(happened => happened.Event).ShouldBeInOrder();
        page.Events[^1].Commit.ShouldBe(last.Number);
        (page.Through, page.ReachedEnd).ShouldBe((last.Number, true));
    }

    [Fact]
    public async Task Only_what_is_wanted_is_read_and_the_rest_is_passed()
    {
        var (wanted, unwanted) = (await RunAsync("wanted"), await RunAsync("unwanted"));
        var after = (await CommitAsync(_one, Append(wanted, "before"))).Number;
        await CommitAsync(_one, Append(unwanted, "x"), Append(wanted, "y"));
        var last = await CommitAsync(_one, new ChangeRun(unwanted.Id, RunStatus.Completed) { From = [RunStatus.Running] });

        using var page = await _other.Others.ReadAsync(after, [wanted.Job], 1_000, Cancel);

        Texts(page.Entries).ShouldBe(["y"]);
        page.Events.ShouldBeEmpty();
        page.Through.ShouldBe(last.Number);
    }

    [Fact]
    public async Task A_page_ends_with_the_commit_that_fills_it_and_the_next_goes_on_behind()
    {
        var run = await RunAsync("pages");
        var after = (await CommitAsync(_one, Append(run, "before"))).Number;
        var first = await CommitAsync(_one, Append(run, "1", "2", "3"));
        await CommitAsync(_one, Append(run, "4"));

        using var page = await _other.Others.ReadAsync(after, [run.Job], 2, Cancel);
        using var next = await _other.Others.ReadAsync(page.Through, [run.Job], 2, Cancel);

        Texts(page.Entries).ShouldBe(["1", "2", "3"]);
        (page.Through, page.ReachedEnd).ShouldBe((first.Number, false));
        Texts(next.Entries).ShouldBe(["4"]);
        next.ReachedEnd.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_job_is_told()
    {
        var run = await RunAsync("deleted");
        var after = (await CommitAsync(_one, Append(run, "x"))).Number;
        await CommitAsync(_one, new DeleteJob(run.Job));

        using var page = await _other.Others.ReadAsync(after, [run.Job], 1_000, Cancel);

        page.Events[^1].ShouldBeOfType<JobRemoved>().Job.ShouldBe(run.Job);
    }

    [Fact]
    public async Task One_server_at_a_time_deletes_what_is_old()
    {
        var turn = (await _one.Others.TryTakeCleanUpAsync(Cancel)).ShouldNotBeNull();
        (await _other.Others.TryTakeCleanUpAsync(Cancel)).ShouldBeNull();

        await turn.DisposeAsync();

        await using var next = (await _other.Others.TryTakeCleanUpAsync(Cancel)).ShouldNotBeNull();
    }

    private async ValueTask<PostgresStore> OpenAsync() => await PostgresStore.OpenAsync(
        new PostgresStoreOptions { ConnectionString = _database.ConnectionString }, TimeProvider.System, Cancel);

    private static async Task HearThroughAsync(PostgresStore store, long commit)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (await store.Others.AwaitCommitAsync(patience.Token) < commit)
        {
            // Heard of an earlier one.
        }
    }

    private async Task<Run> RunAsync(string name)
    {
        var job = new CreateJob(new JobDefinition { Name = name, Type = "external" });
        await CommitAsync(_one, job);
        var run = new CreateRun(job.Job!.Id, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "Started." };
        await CommitAsync(_one, run);
        return run.Run!;
    }

    private static async Task<Commit> CommitAsync(PostgresStore store, params StoreCommand[] commands) =>
        await store.Writer.CommitAsync(commands, Guid.NewGuid(), Cancel);

    private static AppendEntries Append(Run run, params string[] messages)
    {
        var batch = new EntryBatch();
        foreach (var message in messages)
        {
            batch.Add(new EntryView { TimestampMicros = 1, Level = EntryLevel.Info, Message = Encoding.UTF8.GetBytes(message), DurationMs = -1 });
        }

        return new AppendEntries(run.Id, batch);
    }

    private static List<string> Texts(EntryBatch entries) =>
        [.. Enumerable.Range(0, entries.Count).Select(index => Encoding.UTF8.GetString(entries[index].Message))];
}
