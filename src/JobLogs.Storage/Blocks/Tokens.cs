using System.Buffers.Binary;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// What a block's filter knows of the entries in it. Hot.
/// <para>
/// Of the folded message: every three neighbouring ASCII letters, every three neighbouring ASCII digits, and every two
/// neighbouring code points that are <em>other letters</em>: U+0080 and above, but neither U+0080 to U+00BF, U+2000 to
/// U+207F, U+3000 to U+303F nor U+FF00 to U+FF3F (signs and spaces). That is a rule on numbers, so that no new version of
/// anything can change it. Whether an n-gram is a token is seen from its own characters alone: so each token of a needle
/// is a token of every text that contains the needle.
/// </para>
/// <para>Of the fields: step, error code, paper, logger and run, each as a whole, with its own <see cref="TokenField"/>.</para>
/// </summary>
internal static class Tokens
{
    private const ulong Pair = 3UL << 56;
    private const ulong Field = 4UL << 56;

    /// <summary>Adds the tokens of folded UTF-8 text; bytes that are no UTF-8 part its neighbours and have none.</summary>
    internal static void AddText(ReadOnlySpan<byte> folded, TokenSet tokens)
    {
        for (var at = 0; at < folded.Length;)
        {
            if (folded[at] < 0x80)
            {
                at = tokens.Trigrams.AddAscii(folded, at);
            }
            else
            {
                at = AddPairs(folded, at, tokens);
            }
        }
    }

    /// <summary>The token of a field's whole value.</summary>
    internal static uint OfField(TokenField field, ReadOnlySpan<byte> value)
    {
        var state = Field | ((ulong)field << 48) | (uint)value.Length;
        for (; value.Length >= sizeof(ulong); value = value[sizeof(ulong)..])
        {
            state = Mix(state ^ BinaryPrimitives.ReadUInt64LittleEndian(value));
        }

        var rest = 0UL;
        foreach (var next in value)
        {
            rest = (rest << 8) | next;
        }

        return Hash(state ^ rest);
    }

    /// <summary>The token of a field that is a number.</summary>
    internal static uint OfField(TokenField field, long value) => Hash(Mix(Field | ((ulong)field << 48)) ^ (ulong)value);

    // From a byte that is not ASCII to the next one that is.
    private static int AddPairs(ReadOnlySpan<byte> folded, int at, TokenSet tokens)
    {
        for (var previous = 0; at < folded.Length && folded[at] >= 0x80;)
        {
            var codePoint = Decode(folded, ref at);
            if (!IsOtherLetter(codePoint))
            {
                previous = 0;
                continue;
            }

            if (previous != 0)
            {
                tokens.Add(Hash(Pair | ((ulong)previous << 21) | (uint)codePoint));
            }

            previous = codePoint;
        }

        return at;
    }

    private static bool IsOtherLetter(int codePoint) =>
        codePoint >= 0xC0
        && (uint)(codePoint - 0x2000) >= 0x80u
        && (uint)(codePoint - 0x3000) >= 0x40u
        && (uint)(codePoint - 0xFF00) >= 0x40u;

    // The code point that begins at a byte which is not ASCII; -1, and one byte on, when none does. A first byte never
    // swallows what is no continuation of it, so that a text's reading falls in with a needle's at the needle's first byte.
    private static int Decode(ReadOnlySpan<byte> text, ref int at)
    {
        var first = text[at];
        var length = first switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 1 };
        if (length == 1 || text.Length - at < length)
        {
            at++;
            return -1;
        }

        var codePoint = first & (0x7F >> length);
        for (var i = 1; i < length; i++)
        {
            var next = text[at + i];
            if ((next & 0xC0) != 0x80)
            {
                at++;
                return -1;
            }

            codePoint = (codePoint << 6) | (next & 0x3F);
        }

        at += length;
        return codePoint;
    }

    private static ulong Mix(ulong value)
    {
        value *= 0x9E37_79B9_7F4A_7C15;
        return value ^ (value >> 32);
    }

    private static uint Hash(ulong value)
    {
        var hash = (uint)((Mix(value) * 0xD6E8_FEB8_6659_FD93) >> 32);
        return hash == 0 ? 1 : hash;
    }
}
