using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>Reads the log, each query in one read transaction.</summary>
/// <param name="salt">What cursors are sealed with.</param>
internal sealed class SqliteLogStore(ReaderPool readers, ulong salt) : ILogStore
{
    private readonly LogReader _log = new(new BlockCache());

    /// <inheritdoc />
    public ulong Salt { get; } = salt;

    /// <inheritdoc />
    public async ValueTask<EntryPage> ReadAsync(LogQuery query, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.ReadAsync(new SqliteLogSnapshot(reader.Connection, readers), query, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<EntryBatch?> FindAsync(JobId job, long seq, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var snapshot = new SqliteLogSnapshot(reader.Connection);
        if (seq is < 1 or > EntryKey.MaxSeq || await snapshot.FindJobAsync(job, cancellationToken) is null)
        {
            return null;
        }

        var entry = new EntryBatch(1);
        await snapshot.FetchAsync(new[] { EntryKey.Of(job, seq) }, entry, cancellationToken);
        if (entry.Count > 0)
        {
            return entry;
        }

        entry.Dispose();
        return null;
    }

    /// <inheritdoc />
    public async ValueTask<FeedPage> ReadFeedAsync(FeedQuery query, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.ReadFeedAsync(new SqliteLogSnapshot(reader.Connection), query, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<Place> EndAsync(LogScope scope, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.EndAsync(new SqliteLogSnapshot(reader.Connection), scope, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<long?> RemovedThroughAsync(LogScope scope, Place after, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return Removals.FindRemovedThrough(reader.Connection, scope, after);
    }

    /// <inheritdoc />
    public async ValueTask<LogStatistics> StatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.StatisticsAsync(new SqliteLogSnapshot(reader.Connection), query, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FacetCount>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.FacetAsync(new SqliteLogSnapshot(reader.Connection), scope, filter, facet, limit, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(long sinceMicros, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return await _log.ErrorsAsync(new SqliteLogSnapshot(reader.Connection), sinceMicros, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<RemovalCount> CountBeforeAsync(JobId job, long beforeMicros, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var spared = RunExtents.Unfinished(reader.Connection, job);
        var entries = await _log.CountBeforeAsync(new SqliteLogSnapshot(reader.Connection), job, beforeMicros, spared, cancellationToken);
        return Removals.CountEventsBefore(reader.Connection, job, beforeMicros) + new RemovalCount(entries, 0, 0);
    }

    /// <inheritdoc />
    public async ValueTask<StoreStatus> StatusAsync(CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var connection = reader.Connection;
        var entries = await _log.CountAllAsync(new SqliteLogSnapshot(connection), cancellationToken);
        var lastCommit = connection.Scalar("SELECT next_commit - 1 FROM store") ?? 0;
        return new StoreStatus("sqlite", SizeOf(connection.Path), entries, lastCommit, (int)(connection.Scalar("PRAGMA user_version") ?? 0));
    }

    private static long SizeOf(string path)
    {
        var size = 0L;
        foreach (var file in new[] { new FileInfo(path), new FileInfo(path + "-wal") })
        {
            size += file.Exists ? file.Length : 0;
        }

        return size;
    }
}
