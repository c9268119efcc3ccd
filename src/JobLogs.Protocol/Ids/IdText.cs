using System.Buffers;
using System.Text;

namespace JobLogs.Protocol.Ids;

/// <summary>What the three kinds of id have in common: a four-byte prefix and a number.</summary>
internal static class IdText
{
    public const int PrefixLength = 4;

    public const int MaxLength = PrefixLength + Base32.MaxDigits;

    public static bool TryParse(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> utf8, out long number)
    {
        number = 0;
        return utf8.StartsWith(prefix) && Base32.TryParse(utf8[PrefixLength..], out number);
    }

    public static bool TryParse(ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return text.Length <= MaxLength
            && Ascii.FromUtf16(text, utf8, out int written) == OperationStatus.Done
            && TryParse(prefix, utf8[..written], out number);
    }

    public static int Format(ReadOnlySpan<byte> prefix, long number, Span<byte> destination)
    {
        prefix.CopyTo(destination);
        return PrefixLength + Base32.Format(number, destination[PrefixLength..]);
    }

    public static string ToText(ReadOnlySpan<byte> prefix, long number)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(utf8[..Format(prefix, number, utf8)]);
    }
}
