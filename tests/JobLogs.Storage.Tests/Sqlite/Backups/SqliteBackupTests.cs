using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Backups;
using JobLogs.Storage.Sqlite.Connections;
using JobLogs.Storage.Sqlite.Migrations;
using JobLogs.Storage.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.Sqlite.Backups;

/// <summary>A database is copied while it is written to, and put back.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string Backup => Path.Combine(_folder.Path, "backup.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_that_is_made_while_a_writer_writes_has_a_whole_beginning_of_the_log()
    {
        var acknowledged = 0L;
        Run run;
        await using (var store = await OpenAsync(_folder.Database))
        {
            run = await StoreLoad.MakeRunAsync(store.Writer);
            await store.Writer.CommitAsync([StoreLoad.Append(run, 1, 20_000, padding: 200)], Guid.NewGuid(), CancellationToken.None);
            var before = acknowledged = 20_000L;
            var backup = Task.Run(() => SqliteBackup.Make(_folder.Database, Backup, overwrite: false, CancellationToken.None));
            while (!backup.IsCompleted)
            {
                await store.Writer.CommitAsync([StoreLoad.Append(run, acknowledged + 1, 100)], Guid.NewGuid(), CancellationToken.None);
                acknowledged += 100;
            }

            var made = await backup;
            made.Entries.ShouldBeInRange(before, acknowledged);
            made.SchemaVersion.ShouldBe(Migrator.Newest);
            await StoreLoad.ShouldHoldEntriesAsync(store, run, acknowledged);
        }

        await using var copy = await OpenAsync(Backup);
        var held = (await copy.Logs.StatusAsync(CancellationToken.None)).Entries;
        await SqliteLoad.ShouldHoldAsync(copy, run, held);
        copy.Connection.Scalar("SELECT next_number FROM producers").ShouldBe(held + 1);
    }

    [Fact]
    public async Task A_backup_is_one_file_and_never_replaces_another_unless_told_to()
    {
        await MakeAsync(300);
        Directory.GetFiles(_folder.Path, "backup*").ShouldBe([Backup]);

        Should.Throw<BackupRefusedException>(() => SqliteBackup.Make(_folder.Database, Backup, overwrite: false, CancellationToken.None))
            .Message.ShouldContain("--force");
        SqliteBackup.Make(_folder.Database, Backup, overwrite: true, CancellationToken.None).Entries.ShouldBe(300);
    }

    [Fact]
    public void There_is_no_backup_of_no_database()
    {
        Should.Throw<BackupRefusedException>(() => SqliteBackup.Make(_folder.Database, Backup, overwrite: false, CancellationToken.None));

        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restored_log_reads_as_it_was_and_goes_on_where_nobody_has_been()
    {
        var run = await MakeAsync(300);
        ulong salt;
        await using (var store = await OpenAsync(_folder.Database))
        {
            salt = store.Logs.Salt;
            await store.Writer.CommitAsync([StoreLoad.Append(run, 301, 700)], Guid.NewGuid(), CancellationToken.None);
        }

        var (restored, kept) = SqliteRestore.Run(Backup, _folder.Database, _time);

        (restored.Entries, kept).ShouldBe((300, _folder.Database + ".before-restore-20260102T030405Z"));
        await using (var old = await OpenAsync(kept!))
        {
            await SqliteLoad.ShouldHoldAsync(old, run, 1_000);
        }

        await using var now = await OpenAsync(_folder.Database);
        now.Logs.Salt.ShouldNotBe(salt);
        await StoreLoad.ShouldHoldEntriesAsync(now, run, 300);
        var more = StoreLoad.Append(run, 301, 600);
        var commit = await now.Writer.CommitAsync([more], Guid.NewGuid(), CancellationToken.None);
        commit.Number.ShouldBeGreaterThan(1L << 30);
        more.Batch[0].Seq.ShouldBe(2_000_000_000);
        (await TextsAsync(now, run, "entry 2")).ShouldBe(111);
        (await TextsAsync(now, run, "entry 299")).ShouldBe(1);
        (await TextsAsync(now, run, "entry 900")).ShouldBe(1);
        (await now.Logs.StatusAsync(CancellationToken.None)).Entries.ShouldBe(900);
    }

    [Fact]
    public async Task A_restored_database_can_be_backed_up_and_restored_again()
    {
        var run = await MakeAsync(300);
        SqliteRestore.Run(Backup, _folder.Database, _time);
        await using (var store = await OpenAsync(_folder.Database))
        {
            await store.Writer.CommitAsync([StoreLoad.Append(run, 301, 10)], Guid.NewGuid(), CancellationToken.None);
        }

        SqliteBackup.Make(_folder.Database, Backup, overwrite: true, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));
        SqliteRestore.Run(Backup, _folder.Database, _time).Restored.Entries.ShouldBe(310);

        await using var again = await OpenAsync(_folder.Database);
        (await TextsAsync(again, run, "entry")).ShouldBe(310);
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_database_that_a_server_holds()
    {
        await MakeAsync(10);
        await using var store = await OpenAsync(_folder.Database);

        Should.Throw<StoreUnavailableException>(() => SqliteRestore.Run(Backup, _folder.Database, _time)).Code.ShouldBe("store_locked");
    }

    [Theory]
    [InlineData("CREATE TABLE songs (title TEXT)", "store_foreign")]
    [InlineData("PRAGMA application_id = 1246708300; PRAGMA user_version = 999", "store_newer")]
    public async Task What_is_no_backup_of_a_known_schema_is_refused_and_the_database_stays(string sql, string code)
    {
        var run = await MakeAsync(10);
        var other = Path.Combine(_folder.Path, "other.db");
        using (var connection = Connection.OpenWriter(other))
        {
            connection.Execute(sql);
        }

        Should.Throw<StoreUnavailableException>(() => SqliteRestore.Run(other, _folder.Database, _time)).Code.ShouldBe(code);

        Directory.GetFiles(_folder.Path, "*.part").ShouldBeEmpty();
        await using var store = await OpenAsync(_folder.Database);
        await SqliteLoad.ShouldHoldAsync(store, run, 10);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused()
    {
        await MakeAsync(5_000);
        await using (var file = new FileStream(Backup, FileMode.Open))
        {
            file.Position = file.Length / 2 / Pragmas.PageSize * Pragmas.PageSize;
            await file.WriteAsync(new byte[Pragmas.PageSize]);
        }

        Should.Throw<StoreUnavailableException>(() => SqliteRestore.Run(Backup, _folder.Database, _time)).Code.ShouldBe("store_corrupt");
    }

    private async Task<Run> MakeAsync(int entries)
    {
        await using var store = await OpenAsync(_folder.Database);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        await store.Writer.CommitAsync([StoreLoad.Append(run, 1, entries)], Guid.NewGuid(), CancellationToken.None);
        SqliteBackup.Make(_folder.Database, Backup, overwrite: false, CancellationToken.None);
        return run;
    }

    private static async Task<long> TextsAsync(SqliteStore store, Run run, string search)
    {
        using var page = await store.Logs.ReadAsync(
            new LogQuery { Scope = LogScope.OfJob(run.Job), Filter = new() { Search = search }, Descending = false, Limit = 1_000, Count = true },
            CancellationToken.None);
        page.Total.ShouldBe(page.Entries.Count);
        return page.Entries.Count;
    }

    private ValueTask<SqliteStore> OpenAsync(string path) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path }, _time, CancellationToken.None);
}
