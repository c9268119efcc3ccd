using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite.Connections;

namespace JobLogs.Storage.Sqlite.Writing;

/// <summary>
/// Writes entries. Hot: texts are bound where they lie, without a copy, and only what an entry has or the one before had is
/// bound at all.
/// </summary>
internal sealed unsafe class EntryInsert(Connection connection)
{
    private const int FirstOptional = 7;

    private readonly Statement _insert = connection.Prepare("""
        INSERT INTO entries (key, commit_no, run, timestamp, level, message,
                             details, step, paper_id, error_code, logger_name, trace_id, span_id, exception, duration_ms, attempt, truncated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    // One bit a parameter: what the entry before had bound beyond the first six.
    private int _bound;
    private int _before;

    /// <summary>Writes one entry, which knows its job, seq and commit.</summary>
    public void Write(in EntryView entry)
    {
        fixed (byte* message = entry.Message)
        fixed (byte* details = entry.Details)
        fixed (byte* step = entry.Step)
        fixed (byte* paperId = entry.PaperId)
        fixed (byte* errorCode = entry.ErrorCode)
        fixed (byte* loggerName = entry.LoggerName)
        fixed (byte* traceId = entry.TraceId)
        fixed (byte* spanId = entry.SpanId)
        fixed (byte* exception = entry.Exception)
        {
            _before = _bound;
            _bound = 0;
            _insert.Bind(1, EntryKey.Of(entry.Job, entry.Seq).Value);
            _insert.Bind(2, entry.Commit);
            _insert.Bind(3, entry.Run.Number);
            _insert.Bind(4, entry.TimestampMicros);
            _insert.Bind(5, (long)entry.Level);
            _insert.BindPinnedText(6, message, entry.Message.Length);
            Text(7, details, entry.Details.Length);
            Text(8, step, entry.Step.Length);
            Text(9, paperId, entry.PaperId.Length);
            Text(10, errorCode, entry.ErrorCode.Length);
            Text(11, loggerName, entry.LoggerName.Length);
            Text(12, traceId, entry.TraceId.Length);
            Text(13, spanId, entry.SpanId.Length);
            Text(14, exception, entry.Exception.Length);
            Number(15, entry.DurationMs, entry.DurationMs >= 0);
            Number(16, entry.Attempt, entry.Attempt != 0);
            Number(17, 1, entry.Truncated);
            _insert.Run();
        }
    }

    /// <summary>Lets go of the last entry's texts.</summary>
    public void Release()
    {
        _insert.ClearBindings();
        _bound = 0;
    }

    private void Text(int parameter, byte* utf8, int length)
    {
        if (length > 0)
        {
            _insert.BindPinnedText(parameter, utf8, length);
            _bound |= 1 << (parameter - FirstOptional);
        }
        else
        {
            Nothing(parameter);
        }
    }

    private void Number(int parameter, long value, bool given)
    {
        if (given)
        {
            _insert.Bind(parameter, value);
            _bound |= 1 << (parameter - FirstOptional);
        }
        else
        {
            Nothing(parameter);
        }
    }

    private void Nothing(int parameter)
    {
        if ((_before & (1 << (parameter - FirstOptional))) != 0)
        {
            _insert.BindNull(parameter);
        }
    }
}
