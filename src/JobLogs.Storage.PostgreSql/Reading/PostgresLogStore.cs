using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.PostgreSql.Migrations;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>Reads the log, each query in one snapshot.</summary>
/// <param name="days">On which days jobs have entries.</param>
/// <param name="salt">What cursors are sealed with.</param>
internal sealed class PostgresLogStore(ReaderPool readers, JobDays days, ulong salt) : ILogStore
{
    private readonly LogReader _log = new(new BlockCache());

    /// <inheritdoc />
    public ulong Salt { get; } = salt;

    /// <inheritdoc />
    public ValueTask<EntryPage> ReadAsync(LogQuery query, CancellationToken cancellationToken) => SnapshotAsync(
        query, static (log, _, snapshot, query, cancellationToken) => log.ReadAsync(snapshot, query, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<EntryBatch?> FindAsync(JobId job, long seq, CancellationToken cancellationToken) => SnapshotAsync(
        (job, seq), static (_, _, snapshot, asked, cancellationToken) => FindAsync(snapshot, asked.job, asked.seq, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<FeedPage> ReadFeedAsync(FeedQuery query, CancellationToken cancellationToken) => SnapshotAsync(
        query, static (log, _, snapshot, query, cancellationToken) => log.ReadFeedAsync(snapshot, query, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<Place> EndAsync(LogScope scope, CancellationToken cancellationToken) => SnapshotAsync(
        scope, static (log, _, snapshot, scope, cancellationToken) => log.EndAsync(snapshot, scope, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> RemovedThroughAsync(LogScope scope, Place after, CancellationToken cancellationToken) => SnapshotAsync(
        (scope, after),
        static (_, reader, snapshot, asked, cancellationToken) =>
            Removals.FindRemovedThroughAsync(reader, snapshot, asked.scope, asked.after, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<LogStatistics> StatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken) => SnapshotAsync(
        query, static (log, _, snapshot, query, cancellationToken) => log.StatisticsAsync(snapshot, query, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<FacetCount>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken) => SnapshotAsync(
        (scope, filter, facet, limit),
        static (log, _, snapshot, asked, cancellationToken) =>
            log.FacetAsync(snapshot, asked.scope, asked.filter, asked.facet, asked.limit, cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(long sinceMicros, CancellationToken cancellationToken) => SnapshotAsync(
        sinceMicros, static (log, _, snapshot, since, cancellationToken) => log.ErrorsAsync(snapshot, since, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask<RemovalCount> CountBeforeAsync(JobId job, long beforeMicros, CancellationToken cancellationToken) => SnapshotAsync(
        (job, beforeMicros),
        static async (log, reader, snapshot, asked, cancellationToken) =>
        {
            var spared = await RunExtents.UnfinishedAsync(reader, asked.job, cancellationToken);
            var entries = await log.CountBeforeAsync(snapshot, asked.job, asked.beforeMicros, spared, cancellationToken);
            return new RemovalCount(entries, 0, 0) + await Removals.CountEventsBeforeAsync(reader, asked.job, asked.beforeMicros, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoreStatus> StatusAsync(CancellationToken cancellationToken) => SnapshotAsync(
        0,
        static async (log, reader, snapshot, _, cancellationToken) =>
        {
            var entries = await log.CountAllAsync(snapshot, cancellationToken);
            var size = await reader.ScalarAsync(new Statement("SELECT pg_database_size(current_database())"), cancellationToken) ?? 0;
            var lastCommit = await reader.ScalarAsync(new Statement("SELECT next_commit - 1 FROM store"), cancellationToken) ?? 0;
            return new StoreStatus("postgresql", size, entries, lastCommit, Migrator.Newest);
        },
        cancellationToken);

    private static async ValueTask<EntryBatch?> FindAsync(PostgresLogSnapshot snapshot, JobId job, long seq, CancellationToken cancellationToken)
    {
        if (seq is < 1 or > EntryKey.MaxSeq || await snapshot.FindJobAsync(job, cancellationToken) is null)
        {
            return null;
        }

        var entry = new EntryBatch(1);
        try
        {
            await snapshot.FetchAsync(new[] { EntryKey.Of(job, seq) }, entry, cancellationToken);
        }
        catch
        {
            entry.Dispose();
            throw;
        }

        if (entry.Count > 0)
        {
            return entry;
        }

        entry.Dispose();
        return null;
    }

    private ValueTask<T> SnapshotAsync<TState, T>(
        TState state,
        Func<LogReader, Reader, PostgresLogSnapshot, TState, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken) => readers.SnapshotAsync(
        (_log, days, state, read),
        static (reader, asked, cancellationToken) =>
            asked.read(asked._log, reader, new PostgresLogSnapshot(reader, asked.days), asked.state, cancellationToken),
        cancellationToken);
}
