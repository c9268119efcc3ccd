using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>
/// Frames one behind the other, as they stand in memory and in the spool's files. Hot: an entry is written straight into it.
/// <code>
/// length of the payload | CRC-32C of kind and payload | kind | payload
/// 4 bytes               | 4                           | 1    | UTF-8 JSON
/// </code>
/// </summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    /// <summary>Bytes before a payload.</summary>
    public const int HeaderLength = 9;

    /// <summary>A longer payload is none that was ever written.</summary>
    public const int MaxPayload = 16 * 1024 * 1024;

    private const int UsualSize = 16 * 1024;
    private const int LargestKept = 1024 * 1024;

    private byte[] _bytes = new byte[UsualSize];
    private int _length;

    /// <summary>The frames.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>How many bytes they have.</summary>
    public int Length => _length;

    /// <summary>How many entries there are among them.</summary>
    public int Entries { get; private set; }

    /// <summary>Forgets all, and the memory too if it has become unusually large.</summary>
    public void Clear()
    {
        _length = Entries = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[UsualSize];
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Add(in EntryFields entry)
    {
        var start = Begin();
        try
        {
            EntryJson.WriteInput(this, entry);
        }
        catch
        {
            _length = start;
            throw;
        }

        End(start, FrameKind.Entry);
        Entries++;
    }

    /// <summary>Adds something else.</summary>
    public void Add(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var start = Begin();
        payload.CopyTo(GetSpan(payload.Length));
        Advance(payload.Length);
        End(start, kind);
    }

    /// <summary>Reads the frame at the beginning of <paramref name="bytes"/>.</summary>
    /// <returns>False when there is no whole and undamaged one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameKind kind, out ReadOnlySpan<byte> payload)
    {
        kind = default;
        payload = default;
        if (bytes.Length < HeaderLength
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && (length > MaxPayload || length > bytes.Length - HeaderLength))
        {
            return false;
        }

        kind = (FrameKind)bytes[8];
        payload = bytes.Slice(HeaderLength, (int)length);
        return Checksum(bytes.Slice(8, 1 + (int)length)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
    }

    /// <summary>How many of these frames are entries.</summary>
    public static int CountEntries(ReadOnlySpan<byte> frames)
    {
        var entries = 0;
        while (TryRead(frames, out var kind, out var payload))
        {
            entries += kind == FrameKind.Entry ? 1 : 0;
            frames = frames[(HeaderLength + payload.Length)..];
        }

        return entries;
    }

    /// <summary>How many bytes the frame has whose header begins <paramref name="bytes"/>; -1 when no frame has this header.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes) is <= MaxPayload and var length ? HeaderLength + (int)length : -1;

    /// <inheritdoc />
    public void Advance(int count) => _length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private int Begin()
    {
        Reserve(HeaderLength);
        _length += HeaderLength;
        return _length - HeaderLength;
    }

    private void End(int start, FrameKind kind)
    {
        var frame = _bytes.AsSpan(start, _length - start);
        frame[8] = (byte)kind;
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)(frame.Length - HeaderLength));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(frame[8..]));
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _length < Math.Max(size, 1))
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_length + size)));
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var part in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, part);
        }

        return ~checksum;
    }
}
