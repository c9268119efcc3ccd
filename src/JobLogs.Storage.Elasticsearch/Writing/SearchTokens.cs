using System.Buffers;
using System.Text;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>
/// The substring index: a text as overlapping pairs of its code points, separated by spaces, for the <c>whitespace</c>
/// analyser, which every edition has. The last code point makes a pair with a mark of the end. So two or more neighbouring
/// code points occur in a text exactly when their pairs occur in it as a phrase, and a single one exactly when a pair
/// begins with it: the index decides, and nothing is compared afterwards.
/// <para>
/// Folded text has no capitals A to Z, which leaves them as codes for what may not stand in a token (white space of all
/// kinds, controls) and for what JSON would escape. No code begins another. Hot: one walk, no allocation.
/// </para>
/// </summary>
internal static class SearchTokens
{
    private const byte End = (byte)'E';
    private const byte AnyCode = (byte)'U';
    private const int LongestCode = 7;

    // Codes of ASCII; 0 where the code point needs AnyCode.
    private static readonly byte[] Codes = MakeCodes();

    /// <summary>Writes the tokens of a folded text as a JSON string.</summary>
    internal static void WriteJson(ReadOnlySpan<byte> folded, PooledBuffer to)
    {
        Add(to, (byte)'"');
        Write(folded, to, whole: true);
        Add(to, (byte)'"');
    }

    /// <summary>The pairs of a folded text that is searched for, at least two code points long, as the text of a phrase.</summary>
    internal static string Phrase(ReadOnlySpan<byte> folded)
    {
        using var tokens = new PooledBuffer();
        Write(folded, tokens, whole: false);
        return Encoding.UTF8.GetString(tokens.Span);
    }

    /// <summary>What the tokens of a single code point begin with.</summary>
    internal static string Prefix(ReadOnlySpan<byte> folded)
    {
        Span<byte> code = stackalloc byte[LongestCode];
        return Encoding.UTF8.GetString(code[..Encode(ref folded, code)]);
    }

    /// <summary>Whether the text is one code point.</summary>
    internal static bool IsSingle(ReadOnlySpan<byte> folded) =>
        Rune.DecodeFromUtf8(folded, out _, out var consumed) == OperationStatus.Done && consumed == folded.Length;

    private static void Write(ReadOnlySpan<byte> folded, PooledBuffer to, bool whole)
    {
        if (folded.IsEmpty)
        {
            return;
        }

        Span<byte> previous = stackalloc byte[LongestCode];
        Span<byte> next = stackalloc byte[LongestCode];
        var length = Encode(ref folded, previous);
        while (!folded.IsEmpty)
        {
            var nextLength = Encode(ref folded, next);
            var token = to.GetSpan((2 * LongestCode) + 1);
            previous[..length].CopyTo(token);
            next[..nextLength].CopyTo(token[length..]);
            token[length + nextLength] = (byte)' ';
            to.Advance(length + nextLength + 1);
            next.CopyTo(previous);
            length = nextLength;
        }

        if (whole)
        {
            var token = to.GetSpan(LongestCode + 1);
            previous[..length].CopyTo(token);
            token[length] = End;
            to.Advance(length + 1);
        }
        else
        {
            to.CutTo(to.Length - 1);
        }
    }

    // Takes one code point off the text and writes its code.
    private static int Encode(ref ReadOnlySpan<byte> text, scoped Span<byte> code)
    {
        var first = text[0];
        if (first < 0x80)
        {
            text = text[1..];
            code[0] = Codes[first];
            return code[0] != 0 ? 1 : Escape(first, code);
        }

        // Bytes that are no UTF-8 become U+FFFD, as they do everywhere on their way here.
        Rune.DecodeFromUtf8(text, out var rune, out var consumed);
        text = text[consumed..];
        if (rune.Value == 0x3000)
        {
            code[0] = (byte)'W';
            return 1;
        }

        return IsUnsafe(rune.Value) ? Escape(rune.Value, code) : rune.EncodeToUtf8(code);
    }

    private static int Escape(int codePoint, scoped Span<byte> code)
    {
        code[0] = AnyCode;
        for (var digit = 6; digit > 0; digit--, codePoint >>= 4)
        {
            code[digit] = "0123456789abcdef"u8[codePoint & 15];
        }

        return LongestCode;
    }

    // All that any version of Java takes for white space, and whatever else is not to be seen.
    private static bool IsUnsafe(int codePoint) => codePoint is
        <= 0xA0 or 0x1680 or 0x180E or (>= 0x2000 and <= 0x200F) or (>= 0x2028 and <= 0x202F) or (>= 0x205F and <= 0x206F)
        or 0xFEFF or (>= 0xFFF0 and <= 0xFFFF);

    private static byte[] MakeCodes()
    {
        var codes = new byte[0x80];
        for (var ascii = 0x21; ascii < 0x7F; ascii++)
        {
            codes[ascii] = ascii is >= 'A' and <= 'Z' ? (byte)0 : (byte)ascii;
        }

        codes[' '] = (byte)'S';
        codes['\t'] = (byte)'T';
        codes['\n'] = (byte)'N';
        codes['\r'] = (byte)'R';
        codes['"'] = (byte)'Q';
        codes['\\'] = (byte)'B';
        return codes;
    }

    private static void Add(PooledBuffer to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
