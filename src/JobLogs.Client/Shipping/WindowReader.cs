namespace JobLogs.Client.Shipping;

/// <summary>Reads the next window of a segment.</summary>
internal sealed class WindowReader(ShippingOptions options)
{
    private byte[] _buffer = new byte[options.BatchBytes];

    /// <summary>Reads from a position up to the limits of a request.</summary>
    /// <param name="segment">Where from.</param>
    /// <param name="position">From where on.</param>
    /// <param name="window">Receives the frames; what was in it is forgotten.</param>
    /// <returns>Bytes at the position that are no frame, though they are the segment's: 0 unless it is damaged.</returns>
    public long Read(ISegment segment, long position, Window window)
    {
        window.Clear();
        var read = Fill(segment, position);
        var rest = _buffer.AsSpan(0, read);
        while (window.Entries < options.BatchEntries && FrameBuffer.TryRead(rest, out var kind, out var payload))
        {
            window.Add(kind, payload);
            rest = rest[(FrameBuffer.HeaderLength + payload.Length)..];
        }

        return window.IsEmpty ? segment.Length - position : 0;
    }

    private int Fill(ISegment segment, long position)
    {
        var read = ReadFully(segment, position, 0);
        if (read < FrameBuffer.HeaderLength || FrameBuffer.LengthOf(_buffer) is var first && first <= _buffer.Length)
        {
            return read;
        }

        Array.Resize(ref _buffer, first);
        return ReadFully(segment, position, read);
    }

    private int ReadFully(ISegment segment, long position, int read)
    {
        while (read < _buffer.Length && segment.Read(position + read, _buffer.AsSpan(read)) is > 0 and var more)
        {
            read += more;
        }

        return read;
    }
}
