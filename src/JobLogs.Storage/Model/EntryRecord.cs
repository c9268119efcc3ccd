namespace JobLogs.Storage.Model;

/// <summary>An entry inside an <see cref="EntryBatch"/>: its numbers, and where its texts lie in the batch's buffer.</summary>
internal struct EntryRecord
{
    internal long Seq;
    internal long Commit;
    internal JobId Job;
    private RunId _run;
    private long _timestampMicros;
    private long _durationMs;
    private int _attempt;
    private int _offset;
    private int _textStart;
    private int _message;
    private int _details;
    private int _step;
    private int _paperId;
    private int _errorCode;
    private int _loggerName;
    private int _traceId;
    private int _spanId;
    private int _exception;
    private EntryLevel _level;
    private bool _truncated;

    internal static int TextLength(in EntryView entry) => checked(
        entry.Message.Length + entry.Details.Length + entry.Step.Length + entry.PaperId.Length + entry.ErrorCode.Length
        + entry.LoggerName.Length + entry.TraceId.Length + entry.SpanId.Length + entry.Exception.Length);

    internal static EntryRecord Copy(in EntryView entry, byte[] text, ref int used)
    {
        var record = new EntryRecord
        {
            Seq = entry.Seq,
            Commit = entry.Commit,
            Job = entry.Job,
            _run = entry.Run,
            _timestampMicros = entry.TimestampMicros,
            _durationMs = entry.DurationMs,
            _attempt = entry.Attempt,
            _offset = entry.Offset,
            _level = entry.Level,
            _truncated = entry.Truncated,
            _textStart = used,
        };
        record._message = Append(entry.Message, text, ref used);
        record._details = Append(entry.Details, text, ref used);
        record._step = Append(entry.Step, text, ref used);
        record._paperId = Append(entry.PaperId, text, ref used);
        record._errorCode = Append(entry.ErrorCode, text, ref used);
        record._loggerName = Append(entry.LoggerName, text, ref used);
        record._traceId = Append(entry.TraceId, text, ref used);
        record._spanId = Append(entry.SpanId, text, ref used);
        record._exception = Append(entry.Exception, text, ref used);
        return record;
    }

    internal readonly EntryView View(byte[] text)
    {
        var at = _textStart;
        return new EntryView
        {
            Seq = Seq,
            Commit = Commit,
            Job = Job,
            Run = _run,
            TimestampMicros = _timestampMicros,
            DurationMs = _durationMs,
            Attempt = _attempt,
            Offset = _offset,
            Level = _level,
            Truncated = _truncated,
            Message = Take(text, ref at, _message),
            Details = Take(text, ref at, _details),
            Step = Take(text, ref at, _step),
            PaperId = Take(text, ref at, _paperId),
            ErrorCode = Take(text, ref at, _errorCode),
            LoggerName = Take(text, ref at, _loggerName),
            TraceId = Take(text, ref at, _traceId),
            SpanId = Take(text, ref at, _spanId),
            Exception = Take(text, ref at, _exception),
        };
    }

    internal readonly void ChangeTexts(byte[] text, TextChange change)
    {
        var at = _textStart;
        change(Next(text, ref at, _message), _truncated ? TextKind.Cut : TextKind.Plain);
        change(Next(text, ref at, _details), TextKind.Json);
        change(Next(text, ref at, _step), TextKind.Plain);
        change(Next(text, ref at, _paperId), TextKind.Plain);
        change(Next(text, ref at, _errorCode), TextKind.Plain);
        change(Next(text, ref at, _loggerName), TextKind.Plain);
        change(Next(text, ref at, _traceId), TextKind.Plain);
        change(Next(text, ref at, _spanId), TextKind.Plain);
        change(Next(text, ref at, _exception), TextKind.Json);
    }

    private static int Append(ReadOnlySpan<byte> value, byte[] text, ref int used)
    {
        value.CopyTo(text.AsSpan(used));
        used += value.Length;
        return value.Length;
    }

    private static ReadOnlySpan<byte> Take(byte[] text, scoped ref int at, int length) => Next(text, ref at, length);

    private static Span<byte> Next(byte[] text, scoped ref int at, int length)
    {
        var value = text.AsSpan(at, length);
        at += length;
        return value;
    }
}
