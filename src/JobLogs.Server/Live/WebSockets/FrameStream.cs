namespace JobLogs.Server.Live.WebSockets;

/// <summary>
/// A WebSocket's connection. It lets whole frames through one write at a time, whether they come from the framework's WebSocket
/// (which answers pings and closes) or straight from a subscription, and knows when the client was last heard.
/// </summary>
internal sealed class FrameStream(Stream inner, TimeProvider time) : Stream
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private long _lastRead = time.GetTimestamp();

    /// <summary>When something came from the client last, as a timestamp of the time provider.</summary>
    public long LastRead => Volatile.Read(ref _lastRead);

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Volatile.Write(ref _lastRead, time.GetTimestamp());
        return read;
    }

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // A frame that was begun is finished: half a frame would be the end of the connection.
            await inner.WriteAsync(buffer, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writing.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
