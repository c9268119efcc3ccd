namespace JobLogs.Client.Shipping;

/// <summary>A segment in memory, for where there is no folder to write to, or its disk takes nothing.</summary>
internal sealed class MemorySegment(int number, TimeProvider time) : ISegment
{
    private readonly Lock _gate = new();
    private byte[] _bytes = [];
    private int _length;

    /// <inheritdoc />
    public int Number { get; } = number;

    /// <inheritdoc />
    public long Length => Volatile.Read(ref _length);

    /// <inheritdoc />
    public DateTimeOffset LastWrite { get; private set; } = time.GetUtcNow();

    /// <summary>All that is in it. For the writer.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <inheritdoc />
    public void Append(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            if (_bytes.Length - _length < frames.Length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_length + frames.Length)));
            }

            frames.CopyTo(_bytes.AsSpan(_length));
            _length += frames.Length;
            LastWrite = time.GetUtcNow();
        }
    }

    /// <inheritdoc />
    public int Read(long position, Span<byte> destination)
    {
        lock (_gate)
        {
            var left = _bytes.AsSpan((int)position, _length - (int)position);
            left = left[..Math.Min(left.Length, destination.Length)];
            left.CopyTo(destination);
            return left.Length;
        }
    }

    /// <inheritdoc />
    public void Delete()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
