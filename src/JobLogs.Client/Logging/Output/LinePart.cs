namespace JobLogs.Client.Logging.Output;

/// <summary>Where a line that is longer than a message may be is parted.</summary>
internal static class LinePart
{
    private const int NearEnd = 4 * 1024;

    /// <summary>
    /// The length of the first part of a text that goes on: up to the last carriage return, so that a progress line is parted between two of its
    /// states; else behind the last blank near the end, so that words (and secrets, which are masked entry by entry) stay whole; else between two characters.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text)
    {
        if (text.LastIndexOf((byte)'\r') is > 0 and var carriageReturn)
        {
            return carriageReturn + 1;
        }

        var near = Math.Max(text.Length - NearEnd, text.Length / 2);
        if (text[near..].LastIndexOf((byte)' ') is >= 0 and var blank)
        {
            return near + blank + 1;
        }

        return WholeCharacters(text);
    }

    /// <summary>The length without the beginning of a character whose end is still to come.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        var start = text.Length - 1;
        while (start > text.Length - 4 && (text[start] & 0xC0) == 0x80)
        {
            start--;
        }

        return (text[start] & 0xC0) == 0xC0 ? start : text.Length;
    }
}
