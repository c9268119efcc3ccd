namespace JobLogs.Protocol.Ids;

/// <summary>
/// Positive numbers in lowercase Crockford base32 (no i, l, o, u), most significant digit first, without padding and without
/// leading zeros, so that each number has exactly one text. Hot: allocates nothing.
/// </summary>
internal static class Base32
{
    /// <summary>The digits of the largest <see cref="long"/>.</summary>
    public const int MaxDigits = 13;

    private const byte NoDigit = 255;

    private static ReadOnlySpan<byte> Alphabet => "0123456789abcdefghjkmnpqrstvwxyz"u8;

    // The value of each ASCII character; NoDigit where it has none.
    private static readonly byte[] Values = MakeValues();

    public static int Format(long number, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        int digits = (68 - System.Numerics.BitOperations.LeadingZeroCount((ulong)number)) / 5;
        for (int at = digits - 1; at >= 0; at--)
        {
            destination[at] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }

        return digits;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > MaxDigits || text[0] == '0' || (text.Length == MaxDigits && text[0] > '7'))
        {
            return false;
        }

        long value = 0;
        foreach (byte character in text)
        {
            byte digit = character < Values.Length ? Values[character] : NoDigit;
            if (digit == NoDigit)
            {
                return false;
            }

            value = (value << 5) | digit;
        }

        number = value;
        return true;
    }

    private static byte[] MakeValues()
    {
        var values = new byte[128];
        Array.Fill(values, NoDigit);
        for (int digit = 0; digit < Alphabet.Length; digit++)
        {
            values[Alphabet[digit]] = (byte)digit;
        }

        return values;
    }
}
