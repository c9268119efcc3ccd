namespace JobLogs.Protocol.Ids;

/// <summary>The text of a run's number, <c>run_…</c>. Every number has exactly one text; any other is no id.</summary>
public static class RunIdText
{
    /// <summary>The longest text, in bytes.</summary>
    public const int MaxLength = IdText.MaxLength;

    private static ReadOnlySpan<byte> Prefix => "run_"u8;

    /// <summary>Reads a run id.</summary>
    /// <param name="utf8">The id.</param>
    /// <param name="run">The run's number, above 0; 0 when it is no run id.</param>
    /// <returns>Whether it is a run id in its only form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out long run) => IdText.TryParse(Prefix, utf8, out run);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    /// <param name="text">The id.</param>
    /// <param name="run">The run's number, above 0; 0 when it is no run id.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long run) => IdText.TryParse(Prefix, text, out run);

    /// <summary>Writes a run id.</summary>
    /// <param name="run">The run's number, above 0.</param>
    /// <param name="destination">Receives the text; at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number isn't above 0.</exception>
    public static int Format(long run, Span<byte> destination) => IdText.Format(Prefix, run, destination);

    /// <inheritdoc cref="Format"/>
    /// <returns>The id.</returns>
    public static string ToText(long run) => IdText.ToText(Prefix, run);
}
