using System.Text;
using System.Text.Unicode;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging.Output;

/// <summary>
/// Makes entries of what a program writes: one of each line that isn't empty, several of a line that is longer than a message may be, each
/// but the last marked as truncated and all numbered. A line that is a JSON object with a message becomes what it says. Holds one line at most.
/// </summary>
internal sealed class OutputEntries(IEntrySink sink, OutputSource source, EntryLimits limits, TimeProvider time)
{
    private readonly byte[] _line = new byte[limits.MaxMessageBytes];
    private readonly StructuredReader _reader = new(limits);
    private int _length;
    private int _parts;

    /// <summary>Takes what was written.</summary>
    public void Take(ReadOnlySpan<byte> written)
    {
        while (written.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(written[..end]);
            Flush();
            written = written[(end + 1)..];
        }

        Append(written);
    }

    /// <summary>There is no more.</summary>
    public void Complete() => Flush();

    private void Append(ReadOnlySpan<byte> part)
    {
        while (part.Length > _line.Length - _length)
        {
            var fits = part[..(_line.Length - _length)];
            fits.CopyTo(_line.AsSpan(_length));
            _length = _line.Length;
            part = part[fits.Length..];
            FlushPart();
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    private void FlushPart()
    {
        var end = LinePart.End(_line);
        WriteText(_line.AsSpan(0, end), continues: true);
        _line.AsSpan(end).CopyTo(_line);
        _length -= end;
    }

    private void Flush()
    {
        var line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        _length = 0;
        if (!line.IsEmpty)
        {
            if (_parts > 0 || line[0] != '{' || !_reader.TryRead(line, out var structured))
            {
                WriteText(line, continues: false);
            }
            else
            {
                structured.Write(sink, source, Now);
            }
        }

        _parts = 0;
    }

    /// <summary>Writes an entry; several where replacing what is no UTF-8 made the text longer than a message may be.</summary>
    private void WriteText(ReadOnlySpan<byte> text, bool continues)
    {
        if (text.Contains((byte)0) || !Utf8.IsValid(text))
        {
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace('\0', '\uFFFD'));
        }

        while (text.Length > limits.MaxMessageBytes)
        {
            var end = LinePart.End(text[..limits.MaxMessageBytes]);
            Write(text[..end], continues: true);
            text = text[end..];
        }

        Write(text, continues);
    }

    private void Write(ReadOnlySpan<byte> message, bool continues)
    {
        _parts += continues || _parts > 0 ? 1 : 0;
        sink.Write(new EntryFields
        {
            Message = message,
            Truncated = continues,
            Details = _parts == 0 ? default : Encoding.UTF8.GetBytes($"{{\"part\":{_parts}}}"),
            Level = source.Level,
            LoggerName = source.Logger,
            Step = source.Step,
            HasTimestamp = true,
            TimestampMicros = Now,
        });
    }

    private long Now => Protocol.Timestamps.FromDateTimeOffset(time.GetUtcNow());
}
