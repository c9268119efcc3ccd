namespace JobLogs.Storage.Model;

/// <summary>Numbers in as few bytes as they need: 7 bits a byte, the lowest first, the high bit set on all but the last.</summary>
internal static class Varints
{
    private const int MaxBytes = 10;

    /// <summary>Appends a number.</summary>
    public static void Append(List<byte> target, long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            target.Add((byte)(rest | 0x80));
        }

        target.Add((byte)rest);
    }

    /// <summary>Takes a number off the front.</summary>
    /// <exception cref="FormatException">There is no whole one.</exception>
    public static long Take(ref ReadOnlySpan<byte> source)
    {
        ulong value = 0;
        for (var index = 0; index < source.Length && index < MaxBytes; index++)
        {
            value |= (ulong)(source[index] & 0x7f) << (7 * index);
            if (source[index] < 0x80)
            {
                source = source[(index + 1)..];
                return (long)value;
            }
        }

        throw new FormatException("What the database keeps of a commit ends in the middle of a number.");
    }
}
