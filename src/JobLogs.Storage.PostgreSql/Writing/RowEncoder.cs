using System.Buffers.Binary;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Writing;

/// <summary>
/// Writes entries as rows of PostgreSQL's binary copy format into one buffer that is used again. Hot: an entry is copied once and
/// allocates nothing once the buffer has grown.
/// </summary>
internal sealed class RowEncoder
{
    /// <summary>The columns, in the order in which they are written.</summary>
    public const string Columns = """
        key, commit_no, run, timestamp, duration_ms, day, attempt, level, truncated,
        message, details, step, paper_id, error_code, logger_name, trace_id, span_id, exception
        """;

    private const short ColumnCount = 18;

    // Lengths of all columns, and the columns of fixed width.
    private const int FixedBytes = 2 + (ColumnCount * 4) + (5 * 8) + 4 + 4 + 2 + 1;

    // A U+0000, which PostgreSQL can't keep, takes three bytes as U+FFFD.
    private const int MostBytesPerByte = 3;

    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private byte[] _buffer = new byte[96 * 1024];
    private int _used;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _used);

    /// <summary>Begins again.</summary>
    public void Clear() => _used = 0;

    /// <summary>What stands before the first row.</summary>
    public void Begin()
    {
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0];
        signature.CopyTo(_buffer);
        _buffer.AsSpan(signature.Length, 8).Clear();
        _used = signature.Length + 8;
    }

    /// <summary>What stands after the last row.</summary>
    public void End() => Short(-1);

    /// <summary>Writes an entry, which knows its job, seq, run and commit.</summary>
    public void Write(in EntryView entry, DateOnly day)
    {
        Reserve(entry);
        Short(ColumnCount);
        Long(EntryKey.Of(entry.Job, entry.Seq).Value);
        Long(entry.Commit);
        Long(entry.Run.Number);
        Long(entry.TimestampMicros);
        if (entry.DurationMs >= 0)
        {
            Long(entry.DurationMs);
        }
        else
        {
            Nothing();
        }

        Int(4);
        Int(day.DayNumber - Epoch.DayNumber);
        WriteRarer(entry);
        Text(entry.Message);
        TextOrNothing(entry.Details);
        TextOrNothing(entry.Step);
        TextOrNothing(entry.PaperId);
        TextOrNothing(entry.ErrorCode);
        TextOrNothing(entry.LoggerName);
        TextOrNothing(entry.TraceId);
        TextOrNothing(entry.SpanId);
        TextOrNothing(entry.Exception);
    }

    private void WriteRarer(in EntryView entry)
    {
        if (entry.Attempt != 0)
        {
            Int(4);
            Int(entry.Attempt);
        }
        else
        {
            Nothing();
        }

        Int(2);
        Short((short)entry.Level);
        if (entry.Truncated)
        {
            Int(1);
            _buffer[_used++] = 1;
        }
        else
        {
            Nothing();
        }
    }

    private void Reserve(in EntryView entry)
    {
        var needed = (long)FixedBytes + (MostBytesPerByte * ((long)entry.Message.Length + entry.Details.Length + entry.Step.Length + entry.PaperId.Length
            + entry.ErrorCode.Length + entry.LoggerName.Length + entry.TraceId.Length + entry.SpanId.Length + entry.Exception.Length));
        if (_buffer.Length - _used < needed)
        {
            Array.Resize(ref _buffer, checked((int)Math.Max(_used + needed, _buffer.Length * 2L)));
        }
    }

    private void TextOrNothing(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            Nothing();
        }
        else
        {
            Text(text);
        }
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        var length = _used;
        _used += 4;
        for (var zero = text.IndexOf((byte)0); zero >= 0; zero = text.IndexOf((byte)0))
        {
            Bytes(text[..zero]);
            Bytes("\uFFFD"u8);
            text = text[(zero + 1)..];
        }

        Bytes(text);
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(length), _used - length - 4);
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Nothing() => Int(-1);

    private void Long(long value)
    {
        Int(8);
        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_used), value);
        _used += 8;
    }

    private void Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_used), value);
        _used += 4;
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_used), value);
        _used += 2;
    }
}
