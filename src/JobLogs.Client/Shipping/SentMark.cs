using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace JobLogs.Client.Shipping;

/// <summary>How far an outbox was sent; in its folder as <c>sent</c>. When it is damaged, sending begins anew, and the server passes over what it has.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Position">The bytes of it that are sent.</param>
/// <param name="Entries">The entries of it that are sent.</param>
internal readonly record struct SentMark(int Segment, long Position, long Entries)
{
    private const int Size = 28;

    /// <summary>Reads the mark.</summary>
    public static SentMark Read(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return RandomAccess.Read(file, bytes, 0) == Size && BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) == Checksum(bytes[..24])
            ? new SentMark(
                (int)BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]))
            : default;
    }

    /// <summary>Writes the mark over the one before.</summary>
    public void Write(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Segment);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Position);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], Checksum(bytes[..24]));
        RandomAccess.Write(file, bytes, 0);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var part in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, part);
        }

        return ~checksum;
    }
}
