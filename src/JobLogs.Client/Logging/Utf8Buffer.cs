using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace JobLogs.Client.Logging;

/// <summary>A growing piece of UTF-8 that texts and JSON are written into. Hot: reused, allocates nothing once it has grown.</summary>
internal sealed class Utf8Buffer
{
    private const int UsualSize = 4 * 1024;
    private const int LargestKept = 256 * 1024;

    private static readonly SearchValues<byte> MustBeEscaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static control => (byte)control), (byte)'"', (byte)'\\']);

    private byte[] _bytes = new byte[UsualSize];

    /// <summary>How many bytes it holds.</summary>
    public int Length { get; private set; }

    /// <summary>What was written from <paramref name="range"/>; void after the next write.</summary>
    public ReadOnlySpan<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    /// <summary>Forgets what was written after the first <paramref name="length"/> bytes.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Forgets everything, and the memory too if it has become unusually large.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[UsualSize];
        }
    }

    /// <summary>Writes what is UTF-8 already.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Writes a text; U+0000 and unpaired surrogates become U+FFFD.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\0') is >= 0 and var zero)
        {
            Length += Encode(text[..zero]);
            Raw("\uFFFD"u8);
            text = text[(zero + 1)..];
        }

        Length += Encode(text);
    }

    /// <summary>Writes a text as a JSON string, escaping no more than JSON demands; unpaired surrogates become U+FFFD.</summary>
    public void JsonString(ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        var start = Length;
        var written = Encode(text);
        if (_bytes.AsSpan(start, written).IndexOfAny(MustBeEscaped) < 0)
        {
            Length += written;
        }
        else
        {
            Escape(start, written);
        }

        Raw("\""u8);
    }

    /// <summary>Writes a number, or whatever else formats itself as UTF-8 within 64 bytes.</summary>
    public void Number<T>(T number)
        where T : IUtf8SpanFormattable
    {
        number.TryFormat(Reserve(64), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    private int Encode(ReadOnlySpan<char> text) =>
        Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Escapes what was encoded behind the end, and takes it in.</summary>
    private void Escape(int start, int written)
    {
        var plain = ArrayPool<byte>.Shared.Rent(written);
        _bytes.AsSpan(start, written).CopyTo(plain);
        ReadOnlySpan<byte> rest = plain.AsSpan(0, written);
        for (var at = rest.IndexOfAny(MustBeEscaped); at >= 0; at = rest.IndexOfAny(MustBeEscaped))
        {
            Raw(rest[..at]);
            EscapeOne(rest[at]);
            rest = rest[(at + 1)..];
        }

        Raw(rest);
        ArrayPool<byte>.Shared.Return(plain);
    }

    private void EscapeOne(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                Raw("\\\""u8);
                break;
            case (byte)'\\':
                Raw("\\\\"u8);
                break;
            case (byte)'\n':
                Raw("\\n"u8);
                break;
            case (byte)'\r':
                Raw("\\r"u8);
                break;
            case (byte)'\t':
                Raw("\\t"u8);
                break;
            default:
                Raw("\\u"u8);
                Utf8Formatter.TryFormat(character, Reserve(4), out var digits, new StandardFormat('x', 4));
                Length += digits;
                break;
        }
    }

    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + size)));
        }

        return _bytes.AsSpan(Length);
    }
}
