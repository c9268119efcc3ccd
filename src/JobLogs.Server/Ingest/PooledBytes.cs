using System.Buffers;

namespace JobLogs.Server.Ingest;

/// <summary>Bytes that lie together in pooled memory, as many as there come.</summary>
internal sealed class PooledBytes(int expected) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 4096));

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes; void after the next write.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Adds bytes.</summary>
    public void Append(in ReadOnlySequence<byte> bytes)
    {
        bytes.CopyTo(Free(checked((int)bytes.Length)));
        Advance((int)bytes.Length);
    }

    /// <summary>Room for at least <paramref name="size"/> bytes, to be followed by <see cref="Advance"/>.</summary>
    public Span<byte> Free(int size)
    {
        if (_bytes.Length - Length < size)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, checked(Length + size)));
            _bytes.AsSpan(0, Length).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>So many bytes were written.</summary>
    public void Advance(int written) => Length += written;

    /// <summary>The memory itself, for a stream over it.</summary>
    public MemoryStream OpenRead() => new(_bytes, 0, Length, writable: false);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            Length = 0;
        }
    }
}
