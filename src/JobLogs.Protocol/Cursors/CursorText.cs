using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Text;
using JobLogs.Protocol.Ids;

namespace JobLogs.Protocol.Cursors;

/// <summary>
/// Cursors as opaque, short, URL-safe text. Hot: one is written for each entry that is streamed.
/// <code>
/// base64url( head | job | commit (all jobs) or run (end of its stream) | seq | event | checksum )
///            byte   varints                                                           4 bytes
/// </code>
/// The checksum is a CRC-32C over the database's salt and all that stands before it. A CRC finds every error that lies within
/// 32 neighbouring bits, so a single changed character, at most six bits, is found with certainty, not just probably; and
/// another database's cursor is refused. A text is read only if writing it again gives the same text: each place has one cursor.
/// </summary>
public static class CursorText
{
    /// <summary>The longest text, in bytes.</summary>
    public const int MaxLength = 48;

    private const byte Version = 1 << 4;
    private const byte AllJobsFlag = 1;
    private const byte EndFlag = 2;
    private const int ChecksumLength = 4;
    private const int MaxBytes = 1 + 4 + 9 + 9 + 9 + ChecksumLength;

    /// <summary>Writes a cursor.</summary>
    /// <param name="fields">The place; no number negative, the job at most <see cref="JobIdText.MaxJob"/>.</param>
    /// <param name="storeSalt">The salt of the database that the place belongs to.</param>
    /// <param name="destination">Receives the text; at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static int Format(in CursorFields fields, ulong storeSalt, Span<byte> destination)
    {
        if (fields.Job > JobIdText.MaxJob)
        {
            throw new ArgumentOutOfRangeException(nameof(fields), fields, $"No job has a number above {JobIdText.MaxJob}.");
        }

        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes[0] = fields.AllJobs ? (byte)(Version | AllJobsFlag) : fields.EndOfRun != 0 ? (byte)(Version | EndFlag) : Version;
        int at = 1;
        Write(fields.Job, bytes, ref at);
        if (fields.AllJobs)
        {
            Write(fields.Commit, bytes, ref at);
        }
        else if (fields.EndOfRun != 0)
        {
            Write(fields.EndOfRun, bytes, ref at);
        }

        Write(fields.Seq, bytes, ref at);
        Write(fields.Event, bytes, ref at);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], Checksum(bytes[..at], storeSalt));
        return Base64Url.EncodeToUtf8(bytes[..(at + ChecksumLength)], destination);
    }

    /// <inheritdoc cref="Format"/>
    /// <returns>The cursor.</returns>
    public static string ToText(in CursorFields fields, ulong storeSalt)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(utf8[..Format(fields, storeSalt, utf8)]);
    }

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">What a client sent.</param>
    /// <param name="storeSalt">The salt of the database that is asked.</param>
    /// <param name="fields">The place; all zero when the cursor is refused.</param>
    /// <returns>Whether it is an undamaged cursor of this database.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, ulong storeSalt, out CursorFields fields)
    {
        fields = default;
        Span<byte> utf8 = stackalloc byte[MaxLength];
        Span<byte> bytes = stackalloc byte[MaxBytes];
        if (text.Length > MaxLength
            || Ascii.FromUtf16(text, utf8, out int length) != OperationStatus.Done
            || Base64Url.DecodeFromUtf8(utf8[..length], bytes, out _, out int written) != OperationStatus.Done
            || !TryRead(bytes[..written], out CursorFields read))
        {
            return false;
        }

        Span<byte> again = stackalloc byte[MaxLength];
        if (!again[..Format(read, storeSalt, again)].SequenceEqual(utf8[..length]))
        {
            return false;
        }

        fields = read;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out CursorFields fields)
    {
        fields = default;
        if (bytes.IsEmpty || bytes[0] is not (Version or (Version | AllJobsFlag) or (Version | EndFlag)))
        {
            return false;
        }

        bool allJobs = (bytes[0] & AllJobsFlag) != 0;
        bool end = (bytes[0] & EndFlag) != 0;
        long commit = 0;
        long endOfRun = 0;
        int at = 1;
        if (!TryRead(bytes, ref at, out long job) || job > JobIdText.MaxJob
            || (allJobs && !TryRead(bytes, ref at, out commit))
            || (end && !TryRead(bytes, ref at, out endOfRun))
            || !TryRead(bytes, ref at, out long seq)
            || !TryRead(bytes, ref at, out long eventNumber))
        {
            return false;
        }

        fields = new CursorFields(allJobs, (int)job, commit, seq, eventNumber) { EndOfRun = endOfRun };
        return true;
    }

    private static void Write(long number, Span<byte> bytes, ref int at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        for (; number > 127; number >>= 7)
        {
            bytes[at++] = (byte)(number | 128);
        }

        bytes[at++] = (byte)number;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out long number)
    {
        number = 0;
        for (int shift = 0; shift < 63 && at < bytes.Length; shift += 7)
        {
            byte part = bytes[at++];
            number |= (long)(part & 127) << shift;
            if (part < 128)
            {
                return true;
            }
        }

        return false;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes, ulong storeSalt)
    {
        uint checksum = BitOperations.Crc32C(uint.MaxValue, storeSalt);
        foreach (byte part in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, part);
        }

        return checksum;
    }
}
