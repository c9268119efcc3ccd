using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace JobLogs.Client.Http.Following;

/// <summary>
/// Reads Server-Sent Events as a JobLogs server writes them: one <c>data</c> line an event. An event, its id too, counts only when
/// the empty line after it has come: what was cut off before it is told again.
/// </summary>
internal sealed class EventStreamReader(PipeReader input)
{
    private const string UsualKind = "message";

    private readonly ArrayBufferWriter<byte> _data = new(1024);
    private string _kind = UsualKind;
    private string? _id;
    private bool _hasAny;

    /// <summary>The next event; null at the end of the stream. A comment counts as an event without a kind, for whoever waits for a sign of life.</summary>
    public async ValueTask<ServerSentEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        _data.ResetWrittenCount();
        (_kind, _id, _hasAny) = (UsualKind, null, false);
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, out var line))
            {
                if (Take(line) is { } complete)
                {
                    input.AdvanceTo(rest.Start);
                    return complete;
                }
            }

            input.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out line, (byte)'\n'))
        {
            return false;
        }

        buffer = buffer.Slice(reader.Position);
        if (line.Length > 0 && line.Slice(line.Length - 1).FirstSpan[0] == '\r')
        {
            line = line.Slice(0, line.Length - 1);
        }

        return true;
    }

    private ServerSentEvent? Take(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty)
        {
            // The empty line after a comment ends nothing.
            return _hasAny ? new ServerSentEvent(_kind, _id, _data.WrittenMemory) : null;
        }

        if (line.FirstSpan[0] == ':')
        {
            return new ServerSentEvent("", null, default);
        }

        if (Value(line, "data:"u8, out var data))
        {
            foreach (var part in data)
            {
                _data.Write(part.Span);
            }
        }
        else if (Value(line, "event:"u8, out var kind))
        {
            _kind = Encoding.UTF8.GetString(kind);
        }
        else if (Value(line, "id:"u8, out var id))
        {
            _id = Encoding.UTF8.GetString(id);
        }

        _hasAny = true;
        return null;
    }

    private static bool Value(in ReadOnlySequence<byte> line, ReadOnlySpan<byte> name, out ReadOnlySequence<byte> value)
    {
        var reader = new SequenceReader<byte>(line);
        if (!reader.IsNext(name, advancePast: true))
        {
            value = default;
            return false;
        }

        reader.IsNext((byte)' ', advancePast: true);
        value = reader.UnreadSequence;
        return true;
    }
}
