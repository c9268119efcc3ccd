using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace JobLogs.Storage.Filters;

/// <summary>
/// The fold under which a search compares: statuses C and S of Unicode's CaseFolding.txt, code point by code point, in
/// the version that <see cref="UnicodeVersion"/> names. No normalisation, no trimming, no locale. Hot: sixteen bytes at a
/// time where nothing but ASCII folds (Chinese, kana and Hangul among it), by table elsewhere; allocates nothing on spans.
/// </summary>
public static class TextFold
{
    /// <summary>The version of Unicode that the fold is of.</summary>
    public static string UnicodeVersion => CaseFoldTable.UnicodeVersion;

    /// <summary>Bytes that folding a text of <paramref name="length"/> bytes takes at most: two bytes may become three.</summary>
    public static int MaxLength(int length) => checked(length + (length / 2) + Vector128<byte>.Count);

    /// <summary>Writes the fold of UTF-8 <paramref name="text"/> and returns its length. Bytes that are no UTF-8 are copied.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes, apart from <paramref name="text"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static int Fold(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (destination.Length < MaxLength(text.Length))
        {
            throw new ArgumentException($"Folding {text.Length} bytes needs {MaxLength(text.Length)}, not {destination.Length}.", nameof(destination));
        }

        var read = 0;
        var written = 0;
        while (read < text.Length)
        {
            if (text.Length - read >= Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text[read..]));
                Lower(bytes).StoreUnsafe(ref MemoryMarshal.GetReference(destination[written..]));
                var special = MayFoldByTable(bytes).ExtractMostSignificantBits();
                var plain = special == 0 ? Vector128<byte>.Count : int.TrailingZeroCount((int)special);
                read += plain;
                written += plain;
                if (special == 0)
                {
                    continue;
                }
            }

            FoldOne(text, destination, ref read, ref written);
        }

        return written;
    }

    /// <summary>The fold of <paramref name="text"/> as UTF-8. Unpaired surrogates become U+FFFD, as they do in entries.</summary>
    public static byte[] FoldToUtf8(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var folded = ArrayPool<byte>.Shared.Rent(MaxLength(utf8.Length));
        var length = Fold(utf8, folded);
        var result = folded.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(folded);
        return result;
    }

    /// <summary>The fold of <paramref name="text"/>.</summary>
    public static string Fold(string text) => Encoding.UTF8.GetString(FoldToUtf8(text));

    private static Vector128<byte> Lower(Vector128<byte> bytes)
    {
        var fromA = bytes - Vector128.Create((byte)'A');
        return bytes + (Vector128.LessThan(fromA, Vector128.Create((byte)26)) & Vector128.Create((byte)0x20));
    }

    // Code points whose first byte is E3 to E9 or EB to EE (U+3000 to U+9FFF, U+B000 to U+EFFF) fold to themselves, and so
    // do those of the byte 80 to BF, which is never a first one.
    private static Vector128<byte> MayFoldByTable(Vector128<byte> bytes) =>
        (Vector128.GreaterThanOrEqual(bytes, Vector128.Create((byte)0xC0)) & Vector128.LessThan(bytes, Vector128.Create((byte)0xE3)))
        | Vector128.Equals(bytes, Vector128.Create((byte)0xEA))
        | Vector128.GreaterThanOrEqual(bytes, Vector128.Create((byte)0xEF));

    private static void FoldOne(ReadOnlySpan<byte> text, Span<byte> destination, ref int read, ref int written)
    {
        var first = text[read];
        if (first < 0x80)
        {
            destination[written++] = (byte)((uint)(first - (byte)'A') < 26u ? first | 0x20 : first);
            read++;
            return;
        }

        if (Rune.DecodeFromUtf8(text[read..], out var rune, out var consumed) == OperationStatus.Done)
        {
            var folded = CaseFold.Of(rune.Value);
            if (folded != rune.Value)
            {
                read += consumed;
                written += new Rune(folded).EncodeToUtf8(destination[written..]);
                return;
            }
        }

        text.Slice(read, consumed).CopyTo(destination[written..]);
        read += consumed;
        written += consumed;
    }
}
