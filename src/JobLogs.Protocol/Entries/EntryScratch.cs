using System.Buffers;

namespace JobLogs.Protocol.Entries;

/// <summary>
/// The memory that an <see cref="EntryReader"/> unescapes into. Keep one and reuse it: after the first entries it allocates
/// nothing. Serves one reader at a time. What it hands out never moves, and stays until <see cref="Reset"/>.
/// </summary>
public sealed class EntryScratch : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
    private int _used;

    /// <summary>Where keys of <c>details</c> are compared.</summary>
    internal DetailsKeys Keys { get; } = new();

    /// <summary>Gives the memory back. The spans of the last entry are then void.</summary>
    public void Dispose()
    {
        Reset();
        Keys.Dispose();
        byte[] chunk = _chunk;
        _chunk = [];
        if (chunk.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Forgets everything that was kept.</summary>
    internal void Reset()
    {
        _used = 0;
        if (_full.Count == 0)
        {
            return;
        }

        // The chunk that stays is an ordinary one: one large entry must not hold its memory for ever.
        ArrayPool<byte>.Shared.Return(_chunk);
        _chunk = _full[0];
        for (int i = 1; i < _full.Count; i++)
        {
            ArrayPool<byte>.Shared.Return(_full[i]);
        }

        _full.Clear();
    }

    /// <summary>Room for at least <paramref name="size"/> bytes, to be followed by <see cref="Keep"/>.</summary>
    internal Span<byte> Take(int size)
    {
        if (_chunk.Length - _used < size)
        {
            _full.Add(_chunk);
            _chunk = ArrayPool<byte>.Shared.Rent(Math.Max(size, ChunkBytes));
            _used = 0;
        }

        return _chunk.AsSpan(_used);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes of what was taken last.</summary>
    internal ReadOnlySpan<byte> Keep(int length)
    {
        ReadOnlySpan<byte> kept = _chunk.AsSpan(_used, length);
        _used += length;
        return kept;
    }
}
