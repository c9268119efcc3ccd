using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using JobLogs.Storage.Queries;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>The log as the transaction that is open on a connection sees it.</summary>
internal sealed class PostgresLogSnapshot(Reader reader, JobDays days) : ILogSnapshot
{
    private const string SelectExtent = "SELECT job, last_seq, removed_through_seq, removed_in_commit, last_day FROM jobs WHERE deleted_at IS NULL";

    // Ranges in one statement: enough that a round trip doesn't count, few enough that none takes long.
    private const int MostRanges = 512;

    // What was found is so to the end of the snapshot.
    private readonly Dictionary<JobId, (JobExtent? Extent, DateOnly? LastDay)> _jobs = [];

    /// <inheritdoc />
    public async ValueTask<JobExtent?> FindJobAsync(JobId job, CancellationToken cancellationToken)
    {
        if (!_jobs.ContainsKey(job))
        {
            await using var rows = await reader.QueryAsync(cancellationToken, new Statement($"{SelectExtent} AND job = $1").With(job.Number));
            if (await rows.ReadAsync(cancellationToken))
            {
                Extent(rows);
            }
        }

        return _jobs.GetValueOrDefault(job).Extent;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<JobExtent>> ListJobsAsync(CancellationToken cancellationToken) =>
        await reader.ListAsync(new Statement(SelectExtent), Extent, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<RunExtent?> FindRunAsync(RunId run, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(
            cancellationToken,
            new Statement($"{RunExtents.Select} WHERE run = $1 AND job IN (SELECT job FROM jobs WHERE deleted_at IS NULL)").With(run.Number));
        return await rows.ReadAsync(cancellationToken) ? RunExtents.Read(rows) : null;
    }

    /// <inheritdoc />
    public async ValueTask ReadBlocksAsync(JobId job, long after, List<Block> blocks, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(
            cancellationToken,
            new Statement("""
                SELECT block, first_seq, last_seq, first_commit, last_commit, min_timestamp, max_timestamp, debug, info, warning, error, critical
                FROM blocks WHERE block > $1 AND block <= $2 ORDER BY block
                """).With(after).With(Block.NumberOf(job, EntryKey.MaxSeq)));
        while (await rows.ReadAsync(cancellationToken))
        {
            blocks.Add(ReadBlock(rows));
        }
    }

    /// <inheritdoc />
    public async ValueTask ReadFiltersAsync(long first, long last, IFilterVisitor visitor, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(
            cancellationToken,
            new Statement("SELECT block, filter FROM block_filters WHERE block BETWEEN $1 AND $2").With(first).With(last));
        var memory = new RowMemory();
        while (await rows.ReadAsync(cancellationToken))
        {
            memory.Clear();
            visitor.Visit(rows.GetInt64(0), memory.Read(rows, 1));
        }
    }

    /// <inheritdoc />
    public async ValueTask VisitAsync(
        JobId job, ReadOnlyMemory<SeqRange> ranges, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken)
    {
        var known = await DaysOfAsync(job, cancellationToken);
        var (together, at) = (new List<(long From, long To)>(), -1);
        for (var index = 0; index < ranges.Length; index++)
        {
            foreach (var (day, part) in known.Split(ranges.Span[index], descending))
            {
                if (together.Count > 0 && (day != at || together.Count == MostRanges))
                {
                    if (!await EntryRows.VisitAsync(reader, known.Day(at), together, descending, fields, visitor, cancellationToken))
                    {
                        return;
                    }

                    together.Clear();
                }

                at = day;
                together.Add((EntryKey.Of(job, part.From).Value, EntryKey.Of(job, part.To).Value));
            }
        }

        if (together.Count > 0)
        {
            await EntryRows.VisitAsync(reader, known.Day(at), together, descending, fields, visitor, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask FetchAsync(ReadOnlyMemory<EntryKey> keys, EntryBatch entries, CancellationToken cancellationToken)
    {
        var (wanted, wantedDays) = (new List<long>(keys.Length), new List<DateOnly>(keys.Length));
        var (job, known) = (default(JobId), DayList.Empty);
        for (var index = 0; index < keys.Length; index++)
        {
            var key = keys.Span[index];
            if (key.Job != job)
            {
                (job, known) = (key.Job, await DaysOfAsync(key.Job, cancellationToken));
            }

            if (known.IndexOf(key.Seq) is >= 0 and var day)
            {
                wanted.Add(key.Value);
                wantedDays.Add(known.Day(day));
            }
        }

        if (IsStretch(wanted) && wantedDays[0] == wantedDays[^1])
        {
            await EntryRows.FetchStretchAsync(reader, wantedDays[0], new EntryKey(wanted[0]), new EntryKey(wanted[^1]), entries, cancellationToken);
        }
        else if (wanted.Count > 0)
        {
            await EntryRows.FetchAsync(reader, wanted, wantedDays, entries, cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask ReadEventsAsync(FeedQuery query, List<RunEvent> events, CancellationToken cancellationToken) =>
        EventPages.ReadAsync(reader, query, events, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Place?> FindLastEventAsync(JobId? job, long minSeq, CancellationToken cancellationToken) =>
        EventPages.FindLastAsync(reader, job, minSeq, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<Place?> FindLastEntryAsync(CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(cancellationToken, new Statement(
            "SELECT last_commit, job, last_seq FROM jobs WHERE deleted_at IS NULL AND last_seq > 0 ORDER BY last_commit DESC, job DESC LIMIT 1"));
        return await rows.ReadAsync(cancellationToken) ? new Place(rows.GetInt64(0), new JobId(rows.GetInt32(1)), rows.GetInt64(2), 0) : null;
    }

    /// <inheritdoc />
    public async ValueTask<long> FindLastEventNumberAsync(CancellationToken cancellationToken) =>
        await reader.ScalarAsync(new Statement("SELECT next_event - 1 FROM store"), cancellationToken) ?? 0;

    private async ValueTask<DayList> DaysOfAsync(JobId job, CancellationToken cancellationToken)
    {
        await FindJobAsync(job, cancellationToken);
        return await days.FindAsync(reader, job, _jobs.GetValueOrDefault(job).LastDay, cancellationToken);
    }

    private static bool IsStretch(List<long> keys)
    {
        if (keys.Count == 0)
        {
            return false;
        }

        var step = keys[^1] > keys[0] ? 1 : -1;
        for (var index = 1; index < keys.Count; index++)
        {
            if (keys[index] - keys[index - 1] != step)
            {
                return false;
            }
        }

        return true;
    }

    private JobExtent Extent(NpgsqlDataReader row)
    {
        var extent = new JobExtent(new JobId(row.GetInt32(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
        _jobs[extent.Job] = (extent, row.DayOrNull(4));
        return extent;
    }

    private static Block ReadBlock(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        FirstSeq = row.GetInt64(1),
        LastSeq = row.GetInt64(2),
        FirstCommit = row.GetInt64(3),
        LastCommit = row.GetInt64(4),
        MinTimestamp = row.GetInt64(5),
        MaxTimestamp = row.GetInt64(6),
        Counts = new LevelCounts(row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11)),
    };
}
