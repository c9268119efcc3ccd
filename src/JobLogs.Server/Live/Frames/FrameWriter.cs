using System.Buffers;
using System.Buffers.Binary;
using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Frames;

/// <summary>
/// Puts messages into frames. Hot: a frame is a head, the data and a fixed end, so that the head of an entry is made once a kind
/// and its data once, whoever receives them.
/// <code>
/// WebSocket  ws header {"type":…,"timestamp":…,"job_id":…,"job_run_id":…,"cursor":…,"data":  data  }
/// SSE        event: …\nid: …\ndata:                                                          data  \n\n
/// </code>
/// </summary>
internal sealed class FrameWriter(CursorCodec cursors)
{
    /// <summary>The most bytes that a head has.</summary>
    public const int MaxHeadLength = 320;

    private const byte FinalTextFrame = 0x81;
    private const int MaxWebSocketHeader = 10;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <summary>Appends a whole frame.</summary>
    public void Append(FrameBuffer output, FrameKind kind, in FrameHead head, ReadOnlySpan<byte> data)
    {
        output.Advance(WriteHead(output.GetSpan(MaxHeadLength), kind, head, data.Length));
        AppendData(output, kind, data);
    }

    /// <summary>Appends a whole frame that was partly made before.</summary>
    /// <param name="head">From <see cref="WriteHead"/>, for the same kind and data.</param>
    public static void Append(FrameBuffer output, FrameKind kind, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data)
    {
        output.Write(head);
        AppendData(output, kind, data);
    }

    /// <summary>Writes what stands before the data; returns its length.</summary>
    /// <param name="dataLength">How many bytes of data follow.</param>
    /// <param name="endOf">For an <c>end</c>: the run whose stream it ends.</param>
    public int WriteHead(Span<byte> destination, FrameKind kind, in FrameHead head, int dataLength, RunId? endOf = null)
    {
        Span<byte> cursor = stackalloc byte[CursorCodec.MaxLength];
        cursor = cursor[..FormatCursor(cursor, kind, head, endOf)];
        if (!kind.IsWebSocket())
        {
            return EventHead(destination, head.Type, cursor);
        }

        var json = destination[MaxWebSocketHeader..];
        var length = JsonHead(json, head, cursor);
        Span<byte> header = stackalloc byte[MaxWebSocketHeader];
        header = header[..WebSocketHeader(header, length + dataLength + 1)];
        header.CopyTo(destination);
        json[..length].CopyTo(destination[header.Length..]);
        return header.Length + length;
    }

    private static void AppendData(FrameBuffer output, FrameKind kind, ReadOnlySpan<byte> data)
    {
        var written = output.GetSpan(data.Length + 2)[..data.Length];
        data.CopyTo(written);
        if (!kind.IsWebSocket())
        {
            // A raw line break can stand between the tokens of an entry's details only; as a space it changes no value.
            written.ReplaceAny(LineBreaks, (byte)' ');
        }

        output.Advance(data.Length);
        output.Write(kind.IsWebSocket() ? "}"u8 : "\n\n"u8);
    }

    private int FormatCursor(Span<byte> destination, FrameKind kind, in FrameHead head, RunId? endOf)
    {
        if (head.Place is not { } place)
        {
            return 0;
        }

        var scope = kind.IsOfAll() ? LogScope.All : LogScope.OfJob(place.Job);
        return endOf is { } run ? cursors.FormatEnd(scope, place, run, destination) : cursors.Format(scope, place, destination);
    }

    private static int EventHead(Span<byte> destination, MessageType type, ReadOnlySpan<byte> cursor)
    {
        var at = 0;
        Put("event: "u8, destination, ref at);
        Put(type.Utf8(), destination, ref at);
        if (!cursor.IsEmpty)
        {
            Put("\nid: "u8, destination, ref at);
            Put(cursor, destination, ref at);
        }

        Put("\ndata: "u8, destination, ref at);
        return at;
    }

    private static int JsonHead(Span<byte> destination, in FrameHead head, ReadOnlySpan<byte> cursor)
    {
        var at = 0;
        Put("{\"type\":\""u8, destination, ref at);
        Put(head.Type.Utf8(), destination, ref at);
        Put("\",\"timestamp\":\""u8, destination, ref at);
        at += Timestamps.Format(head.TimestampMicros, destination[at..]);
        Put("\",\"job_id\":"u8, destination, ref at);
        if (head.Job is { } job)
        {
            Put("\""u8, destination, ref at);
            at += JobIdText.Format(job.Number, destination[at..]);
            Put("\""u8, destination, ref at);
        }
        else
        {
            Put("null"u8, destination, ref at);
        }

        Put(",\"job_run_id\":"u8, destination, ref at);
        if (head.Run is { } run)
        {
            Put("\""u8, destination, ref at);
            at += RunIdText.Format(run.Number, destination[at..]);
            Put("\""u8, destination, ref at);
        }
        else
        {
            Put("null"u8, destination, ref at);
        }

        if (!cursor.IsEmpty)
        {
            Put(",\"cursor\":\""u8, destination, ref at);
            Put(cursor, destination, ref at);
            Put("\""u8, destination, ref at);
        }

        Put(",\"data\":"u8, destination, ref at);
        return at;
    }

    // RFC 6455, section 5.2: a server's frames are not masked, and the length takes the fewest bytes that hold it.
    private static int WebSocketHeader(Span<byte> destination, int length)
    {
        destination[0] = FinalTextFrame;
        if (length < 126)
        {
            destination[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            destination[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)length);
            return 4;
        }

        destination[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)length);
        return MaxWebSocketHeader;
    }

    private static void Put(ReadOnlySpan<byte> text, Span<byte> destination, ref int at)
    {
        text.CopyTo(destination[at..]);
        at += text.Length;
    }
}
