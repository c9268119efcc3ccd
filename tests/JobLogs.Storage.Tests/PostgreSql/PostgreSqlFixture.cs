using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql;
using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.PostgreSql;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>A store on a database of its own, which goes with it.</summary>
internal sealed class PostgreSqlFixture : IStoreFixture
{
    private readonly TestDatabase _database;
    private PostgresStore _store;

    private PostgreSqlFixture(TestDatabase database, PostgresStore store, FakeTimeProvider time)
    {
        _database = database;
        _store = store;
        Time = time;
    }

    public IStoreWriter Writer => _store.Writer;

    public ILogStore Logs => _store.Logs;

    public IJobStore Jobs => _store.Jobs;

    public IRunStore Runs => _store.Runs;

    public IPaperStore Papers => _store.Papers;

    public IAccessStore Access => _store.Access;

    public IAlertStore Alerts => _store.Alerts;

    public ICommitFeed Feed => _store.Feed;

    public ICopyStates Copies => _store.Copies;

    public FakeTimeProvider Time { get; }

    public static async ValueTask<IStoreFixture> OpenAsync()
    {
        var database = await Databases.RentAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        return new PostgreSqlFixture(database, await Databases.OpenAsync(database, time), time);
    }

    public async ValueTask ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await Databases.OpenAsync(_database, Time);
    }

    public async ValueTask<IReadOnlyList<(long Commit, SeqSpan Span)>> CommittedSpansAsync()
    {
        var spans = new List<(long, SeqSpan)>();
        await using var connection = await Databases.ConnectAsync(_database);
        await using var command = new NpgsqlCommand("SELECT commit_no, ranges FROM commits ORDER BY commit_no", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            ReadOnlySpan<byte> ranges = rows.GetFieldValue<byte[]>(1);
            var job = default(JobId);
            while (CommitRanges.TryTake(ref ranges, ref job, out var span))
            {
                spans.Add((rows.GetInt64(0), span));
            }
        }

        return spans;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Databases.Return(_database);
    }
}
