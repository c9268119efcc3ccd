using System.Text;
using System.Text.Unicode;
using JobLogs.Client.Logging;
using JobLogs.Protocol;
using JobLogs.Protocol.Entries;

namespace JobLogs.Cli.Execution;

/// <summary>
/// Makes entries of what a command writes: one of each line that isn't empty, several of a line that is longer than an entry may be.
/// A line that is a JSON object with a message becomes what it says.
/// </summary>
internal sealed class OutputEntries(IEntrySink sink, byte[] name, JobLogLevel level)
{
    /// <summary>Bytes of the longest message.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;

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
        while (part.Length > LongestLine - _length)
        {
            var fits = part[..(LongestLine - _length)];
            fits.CopyTo(_line.AsSpan(_length));
            _length = LongestLine;
            part = part[fits.Length..];
            FlushWholeCharacters();
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>Writes all but the beginning of a character whose end is still to come.</summary>
    private void FlushWholeCharacters()
    {
        var end = _length;
        while (end > _length - 4 && (_line[end - 1] & 0xC0) == 0x80)
        {
            end--;
        }

        end = (_line[end - 1] & 0xC0) == 0xC0 ? end - 1 : _length;
        Write(_line.AsSpan(0, end));
        _line.AsSpan(end, _length - end).CopyTo(_line);
        _length -= end;
    }

    private void Flush()
    {
        var line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        _length = 0;
        if (!line.IsEmpty)
        {
            Write(line);
        }
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
        }

        if (line[0] == '{' && StructuredLine.TryRead(line, out var structured))
        {
            structured.Write(sink, name, level);
            return;
        }

        sink.Write(new EntryFields
        {
            Message = line,
            Level = level,
            LoggerName = name,
            HasTimestamp = true,
            TimestampMicros = Timestamps.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        });
    }
}
