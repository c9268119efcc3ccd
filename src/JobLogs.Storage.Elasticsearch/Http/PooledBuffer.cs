using System.Buffers;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>Bytes in one piece of pooled memory that grows. Hot: to be cleared and written to again.</summary>
internal sealed class PooledBuffer(int capacity = 4096) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written.</summary>
    internal int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <inheritdoc cref="Memory" />
    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Forgets what was written after <paramref name="length"/> and keeps the memory.</summary>
    internal void CutTo(int length) => Length = length;

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

    private void Ensure(int sizeHint)
    {
        var needed = checked(Length + Math.Max(sizeHint, 256));
        if (needed > _bytes.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, _bytes.Length * 2L), Array.MaxLength));
            Span.CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }
    }
}
