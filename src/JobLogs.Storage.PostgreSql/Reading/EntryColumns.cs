using System.Collections.Concurrent;
using System.Numerics;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.PostgreSql.Connections;
using Npgsql;

namespace JobLogs.Storage.PostgreSql.Reading;

/// <summary>Reads those columns of entries that somebody looks at. Hot.</summary>
internal readonly struct EntryColumns
{
    // In the order of the flags of EntryFields.
    private static readonly string[] Names =
    [
        "commit_no", "run", "timestamp", "level", "message", "step", "duration_ms", "paper_id", "error_code", "logger_name", "attempt",
        "details", "trace_id", "span_id", "exception",
    ];

    private static readonly ConcurrentDictionary<EntryFields, string> Selects = [];

    private readonly int _commit;
    private readonly int _run;
    private readonly int _timestamp;
    private readonly int _level;
    private readonly int _message;
    private readonly int _step;
    private readonly int _duration;
    private readonly int _paperId;
    private readonly int _errorCode;
    private readonly int _loggerName;
    private readonly int _attempt;
    private readonly int _details;
    private readonly int _traceId;
    private readonly int _spanId;
    private readonly int _exception;
    private readonly bool _readsAdded;

    /// <summary>Where the columns stand in <see cref="Select"/> for the same fields.</summary>
    internal EntryColumns(EntryFields fields)
    {
        _commit = At(fields, EntryFields.Commit);
        _run = At(fields, EntryFields.Run);
        _timestamp = At(fields, EntryFields.Timestamp);
        _level = At(fields, EntryFields.Level);
        _message = At(fields, EntryFields.Message);
        _step = At(fields, EntryFields.Step);
        _duration = At(fields, EntryFields.Duration);
        _paperId = At(fields, EntryFields.PaperId);
        _errorCode = At(fields, EntryFields.ErrorCode);
        _loggerName = At(fields, EntryFields.LoggerName);
        _attempt = At(fields, EntryFields.Attempt);
        _details = At(fields, EntryFields.Details);
        _traceId = At(fields, EntryFields.TraceId);
        _spanId = At(fields, EntryFields.SpanId);
        _exception = At(fields, EntryFields.Exception);
        _readsAdded = (_details | _traceId | _spanId | _exception) > 0;
    }

    /// <summary>The columns and the table <c>e</c>; conditions and order follow.</summary>
    internal static string Select(EntryFields fields) => Selects.GetOrAdd(fields, static asked =>
        $"SELECT e.key{string.Concat(Names.Where((_, i) => ((int)asked >> i & 1) != 0).Select(name => ", e." + name))} FROM entries e");

    /// <summary>The entry in the current row, whose texts lie in <paramref name="memory"/>.</summary>
    internal EntryView Read(NpgsqlDataReader row, RowMemory memory)
    {
        memory.Clear();
        var key = new EntryKey(row.GetInt64(0));
        var entry = new EntryView { Seq = key.Seq, Job = key.Job };
        if (_message > 0)
        {
            entry.Message = memory.Read(row, _message);
        }

        if (_level > 0)
        {
            entry.Level = (EntryLevel)row.GetInt16(_level);
        }

        if (_commit > 0)
        {
            entry.Commit = row.GetInt64(_commit);
        }

        if (_timestamp > 0)
        {
            entry.TimestampMicros = row.GetInt64(_timestamp);
        }

        if (_step > 0)
        {
            entry.Step = memory.Read(row, _step);
        }

        if (_run > 0)
        {
            entry.Run = new RunId(row.GetInt64(_run));
        }

        ReadRarer(row, memory, ref entry);
        if (_readsAdded)
        {
            ReadAdded(row, memory, ref entry);
        }

        return entry;
    }

    private void ReadRarer(NpgsqlDataReader row, RowMemory memory, ref EntryView entry)
    {
        if (_duration > 0)
        {
            entry.DurationMs = row.LongOrNull(_duration) ?? -1;
        }

        if (_paperId > 0)
        {
            entry.PaperId = memory.Read(row, _paperId);
        }

        if (_errorCode > 0)
        {
            entry.ErrorCode = memory.Read(row, _errorCode);
        }

        if (_loggerName > 0)
        {
            entry.LoggerName = memory.Read(row, _loggerName);
        }

        if (_attempt > 0)
        {
            entry.Attempt = row.IntOrNull(_attempt) ?? 0;
        }
    }

    // What only conditions of added fields look at.
    private void ReadAdded(NpgsqlDataReader row, RowMemory memory, ref EntryView entry)
    {
        if (_details > 0)
        {
            entry.Details = memory.Read(row, _details);
        }

        if (_traceId > 0)
        {
            entry.TraceId = memory.Read(row, _traceId);
        }

        if (_spanId > 0)
        {
            entry.SpanId = memory.Read(row, _spanId);
        }

        if (_exception > 0)
        {
            entry.Exception = memory.Read(row, _exception);
        }
    }

    // 0, which is the key's column, for a field that isn't read.
    private static int At(EntryFields fields, EntryFields field) =>
        (fields & field) == EntryFields.None ? 0 : 1 + BitOperations.PopCount((uint)(fields & (field - 1)));
}
