using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace JobLogs.Protocol.Entries;

/// <summary>The inside of JSON strings, from escaped to plain UTF-8 and back. Hot: vectorised search, no allocation.</summary>
internal static class JsonText
{
    /// <summary>The most bytes that one byte becomes by escaping: <c>\u0001</c>.</summary>
    public const int MaxEscapedBytes = 6;

    private const int ReplacementCharacter = 0xFFFD;

    private static readonly SearchValues<byte> MustBeEscaped = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\']);

    /// <summary>Where the first byte stands that a JSON string can't hold as it is; -1 when there is none.</summary>
    public static int IndexToEscape(ReadOnlySpan<byte> text) => text.IndexOfAny(MustBeEscaped);

    /// <summary>
    /// Unescapes what a JSON reader has found well-formed. Never longer than the input.
    /// </summary>
    /// <param name="raw">The string without its quotes.</param>
    /// <param name="destination">Room for as many bytes as the input has.</param>
    /// <param name="exact">
    /// Whether different inputs must stay different: an unpaired surrogate is then written in the three bytes that UTF-8 forbids
    /// it. Otherwise it becomes U+FFFD, and U+0000 too.
    /// </param>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination, bool exact = false)
    {
        int written = 0;
        for (int escape = raw.IndexOf((byte)'\\'); escape >= 0; escape = raw.IndexOf((byte)'\\'))
        {
            raw[..escape].CopyTo(destination[written..]);
            written += escape;
            byte kind = raw[escape + 1];
            raw = raw[(escape + 2)..];
            if (kind != 'u')
            {
                destination[written++] = Plain(kind);
                continue;
            }

            int codePoint = CodeUnit(raw);
            raw = raw[4..];
            if (char.IsHighSurrogate((char)codePoint) && raw is [(byte)'\\', (byte)'u', ..]
                && char.IsLowSurrogate((char)CodeUnit(raw[2..])))
            {
                codePoint = char.ConvertToUtf32((char)codePoint, (char)CodeUnit(raw[2..]));
                raw = raw[6..];
            }
            else if (!exact && (codePoint == 0 || char.IsSurrogate((char)codePoint)))
            {
                codePoint = ReplacementCharacter;
            }

            written += Encode(codePoint, destination[written..]);
        }

        raw.CopyTo(destination[written..]);
        return written + raw.Length;
    }

    /// <summary>Writes plain UTF-8 as the inside of a JSON string, escaping only what JSON demands.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="destination">Room for <see cref="MaxEscapedBytes"/> times the text.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Escape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        for (int at = IndexToEscape(text); at >= 0; at = IndexToEscape(text))
        {
            text[..at].CopyTo(destination[written..]);
            written += at;
            written += EscapeOne(text[at], destination[written..]);
            text = text[(at + 1)..];
        }

        text.CopyTo(destination[written..]);
        return written + text.Length;
    }

    private static int EscapeOne(byte character, Span<byte> destination)
    {
        destination[0] = (byte)'\\';
        destination[1] = character switch
        {
            (byte)'\b' => (byte)'b',
            (byte)'\t' => (byte)'t',
            (byte)'\n' => (byte)'n',
            (byte)'\f' => (byte)'f',
            (byte)'\r' => (byte)'r',
            (byte)'"' or (byte)'\\' => character,
            _ => (byte)'u',
        };
        if (destination[1] != 'u')
        {
            return 2;
        }

        Utf8Formatter.TryFormat(character, destination[2..], out int digits, new StandardFormat('x', 4));
        return 2 + digits;
    }

    private static byte Plain(byte escaped) => escaped switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'t' => (byte)'\t',
        (byte)'n' => (byte)'\n',
        (byte)'f' => (byte)'\f',
        (byte)'r' => (byte)'\r',
        _ => escaped,
    };

    private static int CodeUnit(ReadOnlySpan<byte> hex)
    {
        int value = 0;
        foreach (byte digit in hex[..4])
        {
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    private static int Encode(int codePoint, Span<byte> destination)
    {
        if (Rune.TryCreate(codePoint, out Rune rune))
        {
            return rune.EncodeToUtf8(destination);
        }

        destination[0] = (byte)(0xE0 | (codePoint >> 12));
        destination[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
        destination[2] = (byte)(0x80 | (codePoint & 0x3F));
        return 3;
    }
}
