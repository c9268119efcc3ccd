using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>
/// Puts the messages of one subscription into frames, in its form; entries many in a message where that was asked for. Hot.
/// </summary>
internal sealed class Outbox(StreamSources sources, LogScope scope, FrameKind kind, bool batch) : IDisposable
{
    private const int MaxBatch = 1000;

    private readonly FrameBuffer _data = new();
    private int _batched;
    private FrameHead _lastBatched;

    /// <summary>Entries, status changes and metrics that were written since the last call of <see cref="TakeCount"/>.</summary>
    private int _count;

    /// <summary>Bytes that wait here for their message to be complete.</summary>
    public int Pending => _batched == 0 ? 0 : _data.Length;

    /// <summary>How many entries and events were written since it was last asked.</summary>
    public int TakeCount()
    {
        var count = _count;
        _count = 0;
        return count;
    }

    /// <summary>Writes an item of the tail.</summary>
    public void Write(FrameBuffer output, TailChunk chunk, int index)
    {
        _count++;
        if (batch && chunk.EventAt(index) is null)
        {
            AddToBatch(output, chunk.Data(index), new FrameHead(MessageType.Logs, chunk.TimestampAt(index), scope.Job, scope.Run, chunk.PlaceAt(index)));
            return;
        }

        EndBatch(output);
        chunk.AppendFrame(output, sources.Frames, kind, index);
    }

    /// <summary>Writes an entry that was read from the store.</summary>
    public void Write(FrameBuffer output, in EntryView entry, in Place place)
    {
        _count++;
        if (batch)
        {
            using var data = new FrameBuffer();
            EntryWire.Write(data, entry);
            AddToBatch(output, data.Span, new FrameHead(MessageType.Logs, entry.TimestampMicros, scope.Job, scope.Run, place));
            return;
        }

        _data.Clear();
        EntryWire.Write(_data, entry);
        sources.Frames.Append(output, kind, FrameHead.Of(entry, place), _data.Span);
    }

    /// <summary>Writes an event that was read from the store.</summary>
    public void Write(FrameBuffer output, RunEvent happened)
    {
        _count++;
        EndBatch(output);
        _data.Clear();
        EventJson.Write(_data, happened);
        sources.Frames.Append(output, kind, FrameHead.Of(happened), _data.Span);
    }

    /// <summary>Writes a message without an own matter.</summary>
    public void Write(FrameBuffer output, MessageType type, Place? place = null) => Write(output, type, "{}"u8, place);

    /// <summary>Writes a message about the stream itself.</summary>
    /// <param name="endOf">For an <c>end</c>: the run whose stream it ends.</param>
    public void Write(FrameBuffer output, MessageType type, ReadOnlySpan<byte> data, Place? place = null, RunId? endOf = null)
    {
        EndBatch(output);
        Span<byte> head = stackalloc byte[FrameWriter.MaxHeadLength];
        var fields = new FrameHead(type, sources.Time.NowMicros(), scope.Job, scope.Run, place);
        FrameWriter.Append(output, kind, head[..sources.Frames.WriteHead(head, kind, fields, data.Length, endOf)], data);
    }

    /// <summary>Completes the message that collects entries.</summary>
    public void EndBatch(FrameBuffer output)
    {
        if (_batched == 0)
        {
            return;
        }

        Put("]"u8);
        sources.Frames.Append(output, kind, _lastBatched, _data.Span);
        _batched = 0;
        _data.Clear();
    }

    /// <summary>Gives memory back while there is nothing to send.</summary>
    public void Rest() => _data.Dispose();

    /// <inheritdoc />
    public void Dispose() => _data.Dispose();

    private void AddToBatch(FrameBuffer output, ReadOnlySpan<byte> data, in FrameHead head)
    {
        if (_batched == 0)
        {
            _data.Clear();
        }

        Put(_batched == 0 ? "["u8 : ","u8);
        Put(data);
        _lastBatched = head;
        if (++_batched == MaxBatch)
        {
            EndBatch(output);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_data.GetSpan(bytes.Length));
        _data.Advance(bytes.Length);
    }
}
