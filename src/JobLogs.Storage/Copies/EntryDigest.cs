using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>
/// A count and a hash of entries, the same in whatever order they are added: two stores that have the same digest of a run
/// have the same entries, every field and byte of them.
/// </summary>
public sealed class EntryDigest
{
    private const int NumberBytes = (7 * sizeof(long)) + 2;
    private const int Texts = 9;

    /// <summary>Entries that were added.</summary>
    public long Count { get; private set; }

    /// <summary>The sum of the entries' hashes.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Adds a committed entry.</summary>
    public void Add(in EntryView entry)
    {
        var length = NumberBytes + (Texts * sizeof(int)) + EntryRecord.TextLength(entry);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(rented.AsSpan(0, Write(entry, rented)), hash);
        ArrayPool<byte>.Shared.Return(rented);
        Count++;
        Hash = unchecked(Hash + BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static int Write(in EntryView entry, Span<byte> to)
    {
        ReadOnlySpan<long> numbers =
            [entry.Job.Number, entry.Seq, entry.Commit, entry.Run.Number, entry.TimestampMicros, entry.DurationMs, entry.Attempt];
        var at = 0;
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(to[at..], number);
            at += sizeof(long);
        }

        to[at++] = (byte)entry.Level;
        to[at++] = entry.Truncated ? (byte)1 : (byte)0;
        Append(entry.Message, to, ref at);
        Append(entry.Details, to, ref at);
        Append(entry.Step, to, ref at);
        Append(entry.PaperId, to, ref at);
        Append(entry.ErrorCode, to, ref at);
        Append(entry.LoggerName, to, ref at);
        Append(entry.TraceId, to, ref at);
        Append(entry.SpanId, to, ref at);
        Append(entry.Exception, to, ref at);
        return at;
    }

    private static void Append(ReadOnlySpan<byte> text, Span<byte> to, ref int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to[at..], text.Length);
        at += sizeof(int);
        text.CopyTo(to[at..]);
        at += text.Length;
    }
}
