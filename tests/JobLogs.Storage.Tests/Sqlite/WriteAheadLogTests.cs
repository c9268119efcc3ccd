using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite;

/// <summary>The write-ahead log stays short.</summary>
public sealed class WriteAheadLogTests : IDisposable
{
    private const long Checkpoint = 1024 * 1024;
    private const long Cap = 4 * Checkpoint;
    private const int EntriesPerCommit = 500;
    private const int Padding = 500;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_busy_writer_leaves_it_short()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        var longest = 0L;
        for (var commit = 0; commit < 100; commit++)
        {
            await store.Writer.CommitAsync([StoreLoad.Append(run, 1 + (commit * EntriesPerCommit), EntriesPerCommit, Padding)], Guid.NewGuid(), CancellationToken.None);
            longest = Math.Max(longest, Length);
        }

        longest.ShouldBeLessThan(Cap + Checkpoint);
        await SqliteLoad.ShouldHoldAsync(store, run, 100 * EntriesPerCommit);
    }

    [Fact]
    public async Task With_a_query_held_open_writing_waits_at_the_cap_and_goes_on_after_it()
    {
        await using var store = await OpenAsync();
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        var reader = await store.Readers.RentAsync(CancellationToken.None);
        reader.Connection.Scalar("SELECT count(*) FROM entries").ShouldBe(0);
        var commits = 0;
        ValueTask<Storage.Commands.Commit> next;
        do
        {
            next = store.Writer.CommitAsync([StoreLoad.Append(run, 1 + (commits * EntriesPerCommit), EntriesPerCommit, Padding)], Guid.NewGuid(), CancellationToken.None);
            commits++;
        }
        while (next.IsCompleted && commits < 1_000);

        // One commit may begin just below the cap.
        Length.ShouldBeLessThan(Cap + Checkpoint);
        next.IsCompleted.ShouldBeFalse();
        reader.Connection.Scalar("SELECT count(*) FROM entries").ShouldBe(0);
        reader.Dispose();
        await next;

        await SqliteLoad.ShouldHoldAsync(store, run, commits * EntriesPerCommit);
    }

    private long Length => new FileInfo(_folder.Database + "-wal").Length;

    private ValueTask<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(
        new SqliteStoreOptions { Path = _folder.Database, WalCheckpointBytes = Checkpoint, WalCapBytes = Cap }, TimeProvider.System, CancellationToken.None);
}
