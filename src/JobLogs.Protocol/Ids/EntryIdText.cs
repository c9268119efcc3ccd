namespace JobLogs.Protocol.Ids;

/// <summary>
/// The text of an entry's place, <c>log_…</c>: the job's number in the high bits and the seq in the low 40, so that an entry
/// is found by its id without an index. Every place has exactly one text; any other is no id.
/// </summary>
public static class EntryIdText
{
    /// <summary>The largest seq, 2^40 - 1.</summary>
    public const long MaxSeq = (1L << SeqBits) - 1;

    /// <summary>The longest text, in bytes.</summary>
    public const int MaxLength = IdText.MaxLength;

    private const int SeqBits = 40;

    private static ReadOnlySpan<byte> Prefix => "log_"u8;

    /// <summary>Reads an entry id.</summary>
    /// <param name="utf8">The id.</param>
    /// <param name="job">The job's number, 1 to <see cref="JobIdText.MaxJob"/>; 0 when it is no entry id.</param>
    /// <param name="seq">The entry's seq, 1 to <see cref="MaxSeq"/>; 0 when it is no entry id.</param>
    /// <returns>Whether it is an entry id in its only form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out int job, out long seq) =>
        Split(IdText.TryParse(Prefix, utf8, out long number), number, out job, out seq);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out int, out long)"/>
    /// <param name="text">The id.</param>
    /// <param name="job">The job's number, 1 to <see cref="JobIdText.MaxJob"/>; 0 when it is no entry id.</param>
    /// <param name="seq">The entry's seq, 1 to <see cref="MaxSeq"/>; 0 when it is no entry id.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out int job, out long seq) =>
        Split(IdText.TryParse(Prefix, text, out long number), number, out job, out seq);

    /// <summary>Writes an entry id.</summary>
    /// <param name="job">The job's number, 1 to <see cref="JobIdText.MaxJob"/>.</param>
    /// <param name="seq">The entry's seq, 1 to <see cref="MaxSeq"/>.</param>
    /// <param name="destination">Receives the text; at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static int Format(int job, long seq, Span<byte> destination) =>
        IdText.Format(Prefix, Join(job, seq), destination);

    /// <inheritdoc cref="Format"/>
    /// <returns>The id.</returns>
    public static string ToText(int job, long seq) => IdText.ToText(Prefix, Join(job, seq));

    private static long Join(int job, long seq)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(job);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(job, JobIdText.MaxJob);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seq);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seq, MaxSeq);
        return ((long)job << SeqBits) | seq;
    }

    private static bool Split(bool parsed, long number, out int job, out long seq)
    {
        job = (int)(number >> SeqBits);
        seq = number & MaxSeq;
        if (parsed && job != 0 && seq != 0)
        {
            return true;
        }

        job = 0;
        seq = 0;
        return false;
    }
}
