using System.Buffers;

namespace JobLogs.Server.Live.Frames;

/// <summary>
/// Bytes on their way to one reader. Hot: one buffer is filled and emptied over and over, and holds no memory while its
/// reader has nothing to receive.
/// </summary>
internal sealed class FrameBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 4096;

    private byte[] _bytes = [];

    /// <summary>How many bytes it holds.</summary>
    public int Length { get; private set; }

    /// <summary>What it holds.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <inheritdoc />
    public void Advance(int count) => Length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Forgets the bytes and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets the bytes and gives the memory back; the buffer can be filled again.</summary>
    public void Dispose()
    {
        Length = 0;
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - Length >= Math.Max(size, 1))
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, checked(Math.Max(Length + size, _bytes.Length * 2))));
        _bytes.AsSpan(0, Length).CopyTo(grown);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = grown;
    }
}
