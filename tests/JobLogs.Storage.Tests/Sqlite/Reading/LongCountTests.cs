using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;
using JobLogs.Storage.Sqlite.Reading;
using JobLogs.Storage.Tests.Contracts;

namespace JobLogs.Storage.Tests.Sqlite.Reading;

/// <summary>A count that reads so much that a second reader takes half of it, if there is one.</summary>
public sealed class LongCountTests : IDisposable
{
    private const int Entries = 68_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Counts_each_match_once_at_first_and_again(int readers)
    {
        await using var store = await OpenAsync(readers);
        var run = await WriteAsync(store);
        var expected = Enumerable.Range(1, Entries).Count(number => number.ToString("D", null).Contains('9', StringComparison.Ordinal));

        (await CountAsync(store, run, "9")).ShouldBe(expected);
        (await CountAsync(store, run, "9")).ShouldBe(expected);
    }

    [Fact]
    public async Task A_second_view_is_refused_once_entries_were_removed()
    {
        await using var store = await OpenAsync(readers: 4);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        using var reader = await store.Readers.RentAsync(CancellationToken.None);
        var snapshot = new SqliteLogSnapshot(reader.Connection, store.Readers);
        var extent = (await snapshot.FindJobAsync(run.Job, CancellationToken.None))!.Value;

        using var same = await snapshot.TryBranchAsync(extent, CancellationToken.None);
        using var other = await snapshot.TryBranchAsync(extent with { RemovedInCommit = extent.RemovedInCommit + 1 }, CancellationToken.None);

        same.ShouldNotBeNull();
        other.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_view_leaves_the_last_reader_to_others()
    {
        await using var store = await OpenAsync(readers: 2);
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        using var reader = await store.Readers.RentAsync(CancellationToken.None);
        var snapshot = new SqliteLogSnapshot(reader.Connection, store.Readers);
        var extent = (await snapshot.FindJobAsync(run.Job, CancellationToken.None))!.Value;

        (await snapshot.TryBranchAsync(extent, CancellationToken.None)).ShouldBeNull();
    }

    private static async Task<Run> WriteAsync(SqliteStore store)
    {
        var run = await StoreLoad.MakeRunAsync(store.Writer);
        for (var first = 1; first <= Entries; first += 2_000)
        {
            await store.Writer.CommitAsync([StoreLoad.Append(run, first, 2_000)], Guid.NewGuid(), CancellationToken.None);
        }

        return run;
    }

    private static async Task<long?> CountAsync(SqliteStore store, Run run, string text)
    {
        var query = new LogQuery { Scope = LogScope.OfJob(run.Job), Filter = new() { Search = text }, Limit = 1 };
        using var page = await store.Logs.ReadAsync(query, CancellationToken.None);
        return page.Total;
    }

    private ValueTask<SqliteStore> OpenAsync(int readers) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = _folder.Database, MaxReaders = readers }, TimeProvider.System, CancellationToken.None);
}
