using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>Reads entries by key: each statement opens the one day that it names. Hot.</summary>
internal static class EntryRows
{
    private const string Whole = """
        e.key, e.commit_no, e.run, e.timestamp, e.level, e.message, e.details, e.step, e.duration_ms, e.paper_id, e.error_code,
        e.logger_name, e.trace_id, e.span_id, e.exception, e.attempt, e.truncated
        """;

    /// <summary>Shows the entries of some ranges of keys, in their order, as far as the visitor wants; false when it ended the walk.</summary>
    internal static async ValueTask<bool> VisitAsync(
        Reader reader, DateOnly day, List<(long From, long To)> ranges, bool descending, EntryFields fields, IEntryVisitor visitor, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(
            cancellationToken, ranges.Count == 1 ? One(day, ranges[0], descending, fields) : Several(day, ranges, descending, fields));
        var columns = new EntryColumns(fields);
        var memory = new RowMemory();
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!visitor.Visit(columns.Read(rows, memory)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds the entries from one key to another, rising or falling.</summary>
    internal static ValueTask FetchStretchAsync(
        Reader reader, DateOnly day, EntryKey first, EntryKey last, EntryBatch entries, CancellationToken cancellationToken)
    {
        var descending = first.Value > last.Value;
        var (low, high) = descending ? (last, first) : (first, last);
        return AddAsync(
            reader,
            new Statement($"SELECT {Whole} FROM entries e WHERE e.day = $1 AND e.key BETWEEN $2 AND $3 ORDER BY e.key{(descending ? " DESC" : "")}")
                .With(day).With(low.Value).With(high.Value),
            entries,
            cancellationToken);
    }

    /// <summary>Adds the entries with these keys, in their order.</summary>
    /// <param name="days">The day of each.</param>
    internal static ValueTask FetchAsync(
        Reader reader, List<long> keys, List<DateOnly> days, EntryBatch entries, CancellationToken cancellationToken) => AddAsync(
        reader,
        new Statement($"""
            SELECT {Whole} FROM unnest($1, $2) WITH ORDINALITY AS wanted (key, day, place)
            JOIN entries e ON e.key = wanted.key AND e.day = wanted.day AND e.day = ANY ($3) ORDER BY wanted.place
            """)
            .With(keys).With(days).With(days.Distinct()),
        entries,
        cancellationToken);

    private static Statement One(DateOnly day, (long From, long To) range, bool descending, EntryFields fields) =>
        new Statement($"{EntryColumns.Select(fields)} WHERE e.day = $1 AND e.key BETWEEN $2 AND $3 ORDER BY e.key{(descending ? " DESC" : "")}")
            .With(day).With(range.From).With(range.To);

    // A lateral query that sorts is run once for each range, in the order of the ranges.
    private static Statement Several(DateOnly day, List<(long From, long To)> ranges, bool descending, EntryFields fields) =>
        new Statement($"""
            SELECT found.* FROM unnest($2, $3) AS range (first, last)
            CROSS JOIN LATERAL (
                {EntryColumns.Select(fields)} WHERE e.day = $1 AND e.key BETWEEN range.first AND range.last ORDER BY e.key{(descending ? " DESC" : "")}) found
            """)
            .With(day).With(ranges.Select(range => range.From)).With(ranges.Select(range => range.To));

    private static async ValueTask AddAsync(Reader reader, Statement statement, EntryBatch entries, CancellationToken cancellationToken)
    {
        await using var rows = await reader.QueryAsync(cancellationToken, statement);
        var memory = new RowMemory();
        while (await rows.ReadAsync(cancellationToken))
        {
            entries.Add(ReadWhole(rows, memory));
        }
    }

    private static EntryView ReadWhole(NpgsqlDataReader row, RowMemory memory)
    {
        memory.Clear();
        var key = new EntryKey(row.GetInt64(0));
        return new EntryView
        {
            Seq = key.Seq,
            Job = key.Job,
            Commit = row.GetInt64(1),
            Run = new RunId(row.GetInt64(2)),
            TimestampMicros = row.GetInt64(3),
            Level = (EntryLevel)row.GetInt16(4),
            Message = memory.Read(row, 5),
            Details = memory.Read(row, 6),
            Step = memory.Read(row, 7),
            DurationMs = row.LongOrNull(8) ?? -1,
            PaperId = memory.Read(row, 9),
            ErrorCode = memory.Read(row, 10),
            LoggerName = memory.Read(row, 11),
            TraceId = memory.Read(row, 12),
            SpanId = memory.Read(row, 13),
            Exception = memory.Read(row, 14),
            Attempt = row.IntOrNull(15) ?? 0,
            Truncated = !row.IsDBNull(16) && row.GetBoolean(16),
        };
    }
}
