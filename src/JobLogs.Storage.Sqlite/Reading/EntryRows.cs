using JobLogs.Storage.Blocks;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Reading;

/// <summary>Reads entries by key. Hot.</summary>
internal static class EntryRows
{
    private const string SelectWhole =
        """
        SELECT key, commit_no, run, timestamp, level, message, details, step, duration_ms, paper_id, error_code,
               logger_name, trace_id, span_id, exception, attempt, truncated
        FROM entries WHERE key BETWEEN ? AND ? ORDER BY key
        """;

    private const string SelectWholeDescending = SelectWhole + " DESC";

    /// <summary>Shows the entries between two keys, both included, as far as the visitor wants; false when it ended the walk.</summary>
    internal static bool Visit(Connection connection, EntryKey first, EntryKey last, bool descending, EntryFields fields, IEntryVisitor visitor)
    {
        var columns = new EntryColumns(fields);
        var rows = connection.Prepare(EntryColumns.Sql(fields, descending)).Bind(1, first.Value).Bind(2, last.Value);
        try
        {
            while (rows.Step())
            {
                if (!visitor.Visit(columns.Read(rows)))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>Adds the entries with these keys, in their order: one walk for each stretch of neighbours.</summary>
    internal static void Fetch(Connection connection, ReadOnlySpan<EntryKey> keys, EntryBatch entries)
    {
        while (!keys.IsEmpty)
        {
            var length = Stretch(keys);
            var (first, last) = (keys[0], keys[length - 1]);
            var rows = first.Value <= last.Value
                ? connection.Prepare(SelectWhole).Bind(1, first.Value).Bind(2, last.Value)
                : connection.Prepare(SelectWholeDescending).Bind(1, last.Value).Bind(2, first.Value);
            while (rows.Step())
            {
                entries.Add(ReadWhole(rows));
            }

            keys = keys[length..];
        }
    }

    /// <summary>Adds the entries between two keys, both included, oldest first.</summary>
    internal static void FetchRange(Connection connection, EntryKey first, EntryKey last, EntryBatch entries)
    {
        var rows = connection.Prepare(SelectWhole).Bind(1, first.Value).Bind(2, last.Value);
        while (rows.Step())
        {
            entries.Add(ReadWhole(rows));
        }
    }

    // How many keys at the beginning are neighbours in one direction.
    private static int Stretch(ReadOnlySpan<EntryKey> keys)
    {
        if (keys.Length == 1 || Math.Abs(keys[1].Value - keys[0].Value) != 1)
        {
            return 1;
        }

        var step = keys[1].Value - keys[0].Value;
        var length = 2;
        while (length < keys.Length && keys[length].Value - keys[length - 1].Value == step)
        {
            length++;
        }

        return length;
    }

    private static EntryView ReadWhole(Statement row)
    {
        var key = new EntryKey(row.Long(0));
        return new EntryView
        {
            Seq = key.Seq,
            Job = key.Job,
            Commit = row.Long(1),
            Run = new RunId(row.Long(2)),
            TimestampMicros = row.Long(3),
            Level = (EntryLevel)row.Long(4),
            Message = row.Bytes(5),
            Details = row.Bytes(6),
            Step = row.Bytes(7),
            DurationMs = row.LongOrNull(8) ?? -1,
            PaperId = row.Bytes(9),
            ErrorCode = row.Bytes(10),
            LoggerName = row.Bytes(11),
            TraceId = row.Bytes(12),
            SpanId = row.Bytes(13),
            Exception = row.Bytes(14),
            Attempt = row.Int(15),
            Truncated = row.Long(16) != 0,
        };
    }
}
