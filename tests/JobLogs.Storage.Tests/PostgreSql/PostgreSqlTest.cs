using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.Queries;
using JobLogs.Testing.PostgreSql;
using JobLogs.Storage.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>What tests of this adapter alone need: a database, and one or several stores on it.</summary>
public abstract class PostgreSqlTest : IAsyncLifetime
{
    private readonly List<PostgresStore> _stores = [];

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    internal TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await Databases.RentAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        Databases.Return(Database);
    }

    internal async Task<PostgresStore> OpenAsync(Func<PostgresStoreOptions, PostgresStoreOptions>? change = null)
    {
        var options = Databases.Options(Database.ConnectionString);
        var store = await PostgresStore.OpenAsync(change is null ? options : change(options), Time, Cancel);
        _stores.Add(store);
        return store;
    }

    internal static async Task<Commit> CommitAsync(PostgresStore store, params StoreCommand[] commands) =>
        await store.Writer.CommitAsync(commands, Guid.NewGuid(), Cancel);

    /// <summary>The numbered entries 1 to <paramref name="count"/> of the run are there, each once, in their order, in entries and in blocks.</summary>
    internal async Task ShouldHoldAsync(PostgresStore store, Run run, long count)
    {
        await StoreLoad.ShouldHoldEntriesAsync(store, run, count);
        (await Databases.QueryAsync<long>(Database, $"SELECT count(*) FROM blocks WHERE block >> 32 = {run.Job.Number}")).ShouldBe([(count + 1) / 256]);
        (await Databases.QueryAsync<long>(Database, "SELECT coalesce(sum(last_seq - first_seq + 1 - info), 0)::bigint FROM blocks")).ShouldBe([0]);
    }

    internal static async Task<List<long>> SeqsAsync(PostgresStore store, LogScope scope, Place after)
    {
        using var page = await store.Logs.ReadAsync(new LogQuery { Scope = scope, After = after, Descending = false, Limit = 1_000, Count = false }, Cancel);
        return [.. Enumerable.Range(0, page.Entries.Count).Select(index => page.Entries[index].Seq)];
    }
}
