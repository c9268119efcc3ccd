namespace JobLogs.Client.Logging;

/// <summary>Where valid UTF-8 is cut so that a limit is kept and no character is torn.</summary>
internal static class Utf8Length
{
    /// <summary>The length of the beginning that has at most so many bytes.</summary>
    public static int UpToBytes(ReadOnlySpan<byte> text, int limit)
    {
        if (text.Length <= limit)
        {
            return text.Length;
        }

        while (limit > 0 && IsContinuation(text[limit]))
        {
            limit--;
        }

        return limit;
    }

    /// <summary>The length of the beginning that has at most so many code points.</summary>
    public static int UpToCodePoints(ReadOnlySpan<byte> text, int limit)
    {
        if (text.Length <= limit)
        {
            return text.Length;
        }

        var codePoints = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsContinuation(text[i]) && ++codePoints > limit)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool IsContinuation(byte part) => (part & 0xC0) == 0x80;
}
