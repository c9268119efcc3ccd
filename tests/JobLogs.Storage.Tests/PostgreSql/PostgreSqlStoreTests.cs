using System.Text;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.PostgreSql.Migrations;
using JobLogs.Storage.PostgreSql.Notices;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.PostgreSql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>What a database can be to a store: empty, newer, foreign, read-only.</summary>
public sealed class PostgreSqlStoreTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await Databases.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Servers_that_start_at_once_on_an_empty_database_make_it_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await OpenAsync()));

        stores.Select(store => store.Logs.Salt).Distinct().ShouldHaveSingleItem();
        (await Databases.QueryAsync<int>(_database, "SELECT schema_version FROM store")).ShouldBe([Migrator.Newest]);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_from_a_newer_version_is_refused_and_left_alone()
    {
        await (await OpenAsync()).DisposeAsync();
        await Databases.ExecuteAsync(_database, "UPDATE store SET schema_version = 999");

        var refused = await Should.ThrowAsync<StoreUnavailableException>(OpenAsync);

        (refused.Code, refused.Message.Contains("999", StringComparison.Ordinal)).ShouldBe(("store_newer", true));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        await Databases.ExecuteAsync(_database, "CREATE TABLE songs (title text)");

        (await Should.ThrowAsync<StoreUnavailableException>(OpenAsync)).Code.ShouldBe("store_foreign");
    }

    [Fact]
    public async Task A_schema_of_its_own_beside_another_program_will_do()
    {
        await Databases.ExecuteAsync(_database, "CREATE TABLE songs (title text); CREATE SCHEMA joblogs");
        await using var store = await PostgresStore.OpenAsync(
            Databases.Options(_database.ConnectionString + ";Search Path=joblogs"), TimeProvider.System, Cancel);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 300)], Guid.NewGuid(), Cancel);
        await store.Days.LookAsync(Cancel);

        await StoreLoad.ShouldHoldEntriesAsync(store, run, 300);
        (await Databases.QueryAsync<long>(_database, "SELECT count(*) FROM joblogs.job_logs WHERE level = 'INFO'")).ShouldBe([300]);
    }

    [Fact]
    public async Task What_may_not_be_written_is_said_to_be_read_only()
    {
        await (await OpenAsync()).DisposeAsync();
        await Databases.ExecuteAsync(
            _database, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$");
        await using var store = await OpenAsync();
        var create = new CreateJob(new JobDefinition { Name = "a", Type = "external" });

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Writer.CommitAsync([create], Guid.NewGuid(), Cancel)))
            .Code.ShouldBe("store_read_only");
        (await store.Jobs.FindByNameAsync("a", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_the_error_keeps_the_password_to_itself()
    {
        var options = Databases.Options("Host=127.0.0.1;Port=1;Database=nowhere;Username=u;Password=secret-word");

        var refused = await Should.ThrowAsync<StoreUnavailableException>(async () => await PostgresStore.OpenAsync(options, TimeProvider.System, Cancel));

        (refused.Code, refused.ToString().Contains("secret-word", StringComparison.Ordinal)).ShouldBe(("store_unavailable", false));
    }

    [Fact]
    public async Task A_failed_batch_takes_nothing_with_it()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 200)], Guid.NewGuid(), Cancel);
        var append = StoreLoad.Append(run, 201, 100);
        var broken = new ChangeStep(run.Id, "a") { Begin = true, Name = null, TimestampMicros = 1 };

        await Should.ThrowAsync<InvalidOperationException>(async () => await store.Writer.CommitAsync([append, broken], Guid.NewGuid(), Cancel));
        await store.Writer.CommitAsync([append], Guid.NewGuid(), Cancel);

        await StoreLoad.ShouldHoldEntriesAsync(store, run, 300);
    }

    [Fact]
    public async Task What_the_database_cannot_keep_as_text_is_replaced()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        var batch = new EntryBatch();
        batch.Add(new EntryView { Message = "a\0b\0"u8, Details = """{"a":"\u0000"}"""u8, DurationMs = -1 });
        var create = new CreateJob(new JobDefinition { Name = "n\0\ud800", Type = "external" });
        await store.Writer.CommitAsync([new AppendEntries(run.Id, batch), create], Guid.NewGuid(), Cancel);

        using var found = await store.Logs.FindAsync(run.Job, 1, Cancel);
        Encoding.UTF8.GetString(found![0].Message).ShouldBe("a\uFFFDb\uFFFD");
        Encoding.UTF8.GetString(found[0].Details).ShouldBe("""{"a":"\u0000"}""");
        create.Job!.Definition.Name.ShouldBe("n\uFFFD\uFFFD");
    }

    [Fact]
    public async Task A_commit_is_told_to_the_other_servers_and_not_to_its_own()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await using var heard = other.HearAsync(Cancel).GetAsyncEnumerator(Cancel);
        await using var self = one.HearAsync(Cancel).GetAsyncEnumerator(Cancel);
        (await heard.MoveNextAsync(), heard.Current).ShouldBe((true, null));
        (await self.MoveNextAsync(), self.Current).ShouldBe((true, null));
        var nothing = self.MoveNextAsync().AsTask();

        var run = await StoreLoad.MakeRunAsync(one.Writer);
        var notice = default(CommitNotice);
        while (notice is null || notice.Commit < 2)
        {
            (await heard.MoveNextAsync()).ShouldBeTrue();
            notice = heard.Current;
        }

        (notice.Writer, notice.Jobs).ShouldBe((one.Id, notice.Jobs));
        notice.Jobs.ShouldNotBeNull().ShouldContain(run.Job);
        nothing.IsCompleted.ShouldBeFalse();
        await other.Writer.CommitAsync([StoreLoad.Append(run, 1, 1)], Guid.NewGuid(), Cancel);
        (await nothing).ShouldBeTrue();
        self.Current!.Writer.ShouldBe(other.Id);
    }

    private async Task<PostgresStore> OpenAsync() =>
        await PostgresStore.OpenAsync(Databases.Options(_database.ConnectionString), TimeProvider.System, Cancel);
}
