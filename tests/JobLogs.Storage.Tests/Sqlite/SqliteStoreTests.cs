using JobLogs.Storage.Commands;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>What a file can do to a store: be held, be foreign, be newer, be full.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_server_on_the_file_is_refused_until_the_first_is_gone()
    {
        await using (await OpenAsync())
        {
            var refused = await Should.ThrowAsync<StoreUnavailableException>(async () => await OpenAsync());

            refused.Code.ShouldBe("store_locked");
            refused.Message.ShouldContain(_folder.Database);
        }

        await using var next = await OpenAsync();
    }

    [Fact]
    public async Task The_folder_is_made()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "joblogs.db");
        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path }, TimeProvider.System, CancellationToken.None);

        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_from_a_newer_version_is_refused_and_left_alone()
    {
        await using (var store = await OpenAsync())
        {
            store.Connection.Execute("PRAGMA user_version = 999");
        }

        var refused = await Should.ThrowAsync<StoreUnavailableException>(async () => await OpenAsync());

        refused.Code.ShouldBe("store_newer");
        refused.Message.ShouldContain("999");
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        using (var connection = Connection.OpenWriter(_folder.Database))
        {
            connection.Execute("CREATE TABLE songs (title TEXT)");
        }

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await OpenAsync())).Code.ShouldBe("store_foreign");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_folder.Database, string.Join('\n', Enumerable.Repeat("Dear diary, today I logged nothing.", 100)));

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await OpenAsync())).Code.ShouldBe("store_corrupt");
    }

    [Fact]
    public async Task Migrations_may_run_again()
    {
        await using var store = await OpenAsync();
        var salt = store.Connection.Scalar("SELECT salt FROM store");

        Migrator.Run(store.Connection);

        store.Connection.Scalar("PRAGMA user_version").ShouldBe(Migrator.Newest);
        store.Connection.Scalar("SELECT salt FROM store").ShouldBe(salt);
    }

    [Fact]
    public async Task Numbers_begin_at_random_places_in_their_bounds()
    {
        await using var store = await OpenAsync();

        store.Connection.Scalar("SELECT next_job FROM store")!.Value.ShouldBeInRange(1 << 15, (1 << 22) - 1);
        store.Connection.Scalar("SELECT next_run FROM store")!.Value.ShouldBeInRange(1L << 35, (1L << 36) - 1);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_commit_and_loses_nothing_that_was_acknowledged()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 300)], Guid.NewGuid(), CancellationToken.None);
        store.Connection.Execute($"PRAGMA max_page_count = {store.Connection.Scalar("PRAGMA page_count") + 4}");
        var tooMuch = StoreLoad.Append(run, 301, 2_000);

        var refused = await Should.ThrowAsync<StoreUnavailableException>(
            async () => await store.Writer.CommitAsync([tooMuch], Guid.NewGuid(), CancellationToken.None));
        store.Connection.Execute("PRAGMA max_page_count = 1000000");
        var entries = (await store.Logs.StatusAsync(CancellationToken.None)).Entries;
        tooMuch.Batch[0].Seq.ShouldBe(0);
        await store.Writer.CommitAsync([tooMuch], Guid.NewGuid(), CancellationToken.None);

        refused.Code.ShouldBe("disk_full");
        entries.ShouldBe(300);
        (tooMuch.Accepted, tooMuch.Duplicates, tooMuch.Batch[0].Seq).ShouldBe((2_000, 0, 301));
        await SqliteLoad.ShouldHoldAsync(store, run, 2_300);
    }

    [Fact]
    public void What_may_not_be_written_is_said_to_be_read_only()
    {
        using var writer = Connection.OpenWriter(_folder.Database);
        writer.Execute("CREATE TABLE t (a)");
        using var reader = Connection.OpenReader(_folder.Database);

        Should.Throw<StoreUnavailableException>(() => reader.Execute("INSERT INTO t VALUES (1)")).Code.ShouldBe("store_read_only");
    }

    [Fact]
    public async Task A_failed_batch_takes_nothing_with_it()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 200)], Guid.NewGuid(), CancellationToken.None);
        var append = StoreLoad.Append(run, 201, 100);
        var broken = new ChangeStep(run.Id, "a") { Begin = true, Name = null, TimestampMicros = 1 };

        await Should.ThrowAsync<InvalidOperationException>(
            async () => await store.Writer.CommitAsync([append, broken], Guid.NewGuid(), CancellationToken.None));
        await store.Writer.CommitAsync([append], Guid.NewGuid(), CancellationToken.None);

        await SqliteLoad.ShouldHoldAsync(store, run, 300);
    }

    private ValueTask<SqliteStore> OpenAsync() =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = _folder.Database }, TimeProvider.System, CancellationToken.None);
}
