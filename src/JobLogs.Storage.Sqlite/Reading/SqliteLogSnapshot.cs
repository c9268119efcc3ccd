using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>The log as the transaction that is open on a connection sees it. Everything is answered before it returns.</summary>
/// <param name="connection">The connection.</param>
/// <param name="readers">Where a second one comes from; null when there is to be none.</param>
internal sealed class SqliteLogSnapshot(Connection connection, ReaderPool? readers = null) : ILogSnapshot
{
    private const string SelectExtent = "SELECT job, last_seq, removed_through_seq, removed_in_commit FROM jobs WHERE deleted_at IS NULL";

    /// <inheritdoc />
    public ValueTask<JobExtent?> FindJobAsync(JobId job, CancellationToken cancellationToken)
    {
        var rows = connection.Prepare($"{SelectExtent} AND job = ?").Bind(1, (long)job.Number);
        JobExtent? extent = rows.Step() ? Extent(rows) : null;
        rows.Reset();
        return new(extent);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JobExtent>> ListJobsAsync(CancellationToken cancellationToken)
    {
        var extents = new List<JobExtent>();
        var rows = connection.Prepare(SelectExtent);
        while (rows.Step())
        {
            extents.Add(Extent(rows));
        }

        return new(extents);
    }

    /// <inheritdoc />
    public ValueTask<RunExtent?> FindRunAsync(RunId run, CancellationToken cancellationToken)
    {
        var rows = connection.Prepare($"{RunExtents.Select} WHERE run = ? AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)").Bind(1, run.Number);
        RunExtent? extent = rows.Step() ? RunExtents.Read(rows) : null;
        rows.Reset();
        return new(extent);
    }

    /// <inheritdoc />
    public ValueTask ReadBlocksAsync(JobId job, long after, List<Block> blocks, CancellationToken cancellationToken)
    {
        var rows = connection.Prepare(
            """
            SELECT block, first_seq, last_seq, first_commit, last_commit, min_timestamp, max_timestamp, debug, info, warning, error, critical
            FROM blocks WHERE block > ? AND block <= ? ORDER BY block
            """)
            .Bind(1, after)
            .Bind(2, Block.NumberOf(job, EntryKey.MaxSeq));
        while (rows.Step())
        {
            blocks.Add(ReadBlock(rows));
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask ReadFiltersAsync(long first, long last, IFilterVisitor visitor, CancellationToken cancellationToken)
    {
        var rows = connection.Prepare("SELECT block, filter FROM block_filters WHERE block BETWEEN ? AND ?").Bind(1, first).Bind(2, last);
        try
        {
            while (rows.Step())
            {
                visitor.Visit(rows.Long(0), rows.Bytes(1));
            }
        }
        finally
        {
            rows.Reset();
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask VisitAsync(
        JobId job, ReadOnlyMemory<SeqRange> ranges, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken)
    {
        foreach (var range in ranges.Span)
        {
            if (!EntryRows.Visit(connection, EntryKey.Of(job, range.From), EntryKey.Of(job, range.To), descending, fields, visitor))
            {
                break;
            }
        }

        return default;
    }

    /// <inheritdoc />
    public async ValueTask<LogBranch?> TryBranchAsync(JobExtent extent, CancellationToken cancellationToken)
    {
        if (readers?.TryRent(cancellationToken) is not { } reader)
        {
            return null;
        }

        // It may see later commits. They change nothing of what the extent has but by removing, which the job tells.
        var branch = new LogBranch(new SqliteLogSnapshot(reader.Connection), reader);
        try
        {
            if (await branch.Snapshot.FindJobAsync(extent.Job, cancellationToken) is { } there
                && there.RemovedInCommit == extent.RemovedInCommit && there.LastSeq >= extent.LastSeq)
            {
                return branch;
            }
        }
        catch
        {
            branch.Dispose();
            throw;
        }

        branch.Dispose();
        return null;
    }

    /// <inheritdoc />
    public ValueTask FetchAsync(ReadOnlyMemory<EntryKey> keys, EntryBatch entries, CancellationToken cancellationToken)
    {
        EntryRows.Fetch(connection, keys.Span, entries);
        return default;
    }

    /// <inheritdoc />
    public ValueTask ReadEventsAsync(FeedQuery query, List<RunEvent> events, CancellationToken cancellationToken)
    {
        EventPages.Read(connection, query, events);
        return default;
    }

    /// <inheritdoc />
    public ValueTask<Place?> FindLastEventAsync(JobId? job, long minSeq, CancellationToken cancellationToken) =>
        new(EventPages.FindLast(connection, job, minSeq));

    /// <inheritdoc />
    public async ValueTask<Place?> FindLastEntryAsync(CancellationToken cancellationToken)
    {
        var last = new LastEntry(connection);
        foreach (var extent in await ListJobsAsync(cancellationToken))
        {
            last.LookAt(extent);
        }

        return last.Place;
    }

    /// <inheritdoc />
    public ValueTask<long> FindLastEventNumberAsync(CancellationToken cancellationToken) =>
        new(connection.Scalar("SELECT next_event - 1 FROM store") ?? 0);

    private static JobExtent Extent(Statement row) => new(new JobId(row.Int(0)), row.Long(1), row.Long(2), row.Long(3));

    private static Block ReadBlock(Statement row) => new()
    {
        Number = row.Long(0),
        FirstSeq = row.Long(1),
        LastSeq = row.Long(2),
        FirstCommit = row.Long(3),
        LastCommit = row.Long(4),
        MinTimestamp = row.Long(5),
        MaxTimestamp = row.Long(6),
        Counts = new LevelCounts(row.Long(7), row.Long(8), row.Long(9), row.Long(10), row.Long(11)),
    };
}
