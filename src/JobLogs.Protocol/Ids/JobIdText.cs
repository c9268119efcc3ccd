namespace JobLogs.Protocol.Ids;

/// <summary>The text of a job's number, <c>job_…</c>. Every number has exactly one text; any other is no id.</summary>
public static class JobIdText
{
    /// <summary>The largest job number, 2^23 - 1: with a seq it makes a 63-bit entry number.</summary>
    public const int MaxJob = (1 << 23) - 1;

    /// <summary>The longest text, in bytes.</summary>
    public const int MaxLength = IdText.PrefixLength + 5;

    private static ReadOnlySpan<byte> Prefix => "job_"u8;

    /// <summary>Reads a job id.</summary>
    /// <param name="utf8">The id.</param>
    /// <param name="job">The job's number, 1 to <see cref="MaxJob"/>; 0 when it is no job id.</param>
    /// <returns>Whether it is a job id in its only form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out int job) =>
        Narrow(IdText.TryParse(Prefix, utf8, out long number), number, out job);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out int)"/>
    /// <param name="text">The id.</param>
    /// <param name="job">The job's number, 1 to <see cref="MaxJob"/>; 0 when it is no job id.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out int job) =>
        Narrow(IdText.TryParse(Prefix, text, out long number), number, out job);

    /// <summary>Writes a job id.</summary>
    /// <param name="job">The job's number, 1 to <see cref="MaxJob"/>.</param>
    /// <param name="destination">Receives the text; at least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static int Format(int job, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(job, MaxJob);
        return IdText.Format(Prefix, job, destination);
    }

    /// <inheritdoc cref="Format"/>
    /// <returns>The id.</returns>
    public static string ToText(int job)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(job, MaxJob);
        return IdText.ToText(Prefix, job);
    }

    private static bool Narrow(bool parsed, long number, out int job)
    {
        job = parsed && number <= MaxJob ? (int)number : 0;
        return job != 0;
    }
}
