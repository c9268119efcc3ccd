using JobLogs.Storage;

namespace JobLogs.Server.Ingest;

/// <summary>
/// Whether the database takes what is written to it: remembers the last refusal until the next commit, or for a minute when
/// nobody tries, since then nothing is known. Set by the writer, read by any thread.
/// </summary>
internal sealed class WriterHealth(TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private Refusal? _last;

    /// <summary>Why the last commit was refused; null when it was made, or that was long ago.</summary>
    public StoreUnavailableException? LastRefusal =>
        Volatile.Read(ref _last) is { } last && time.GetElapsedTime(last.At) <= Remembered ? last.Reason : null;

    /// <summary>A commit was refused.</summary>
    /// <returns>Whether the one before was made.</returns>
    public bool Refused(StoreUnavailableException reason) =>
        Interlocked.Exchange(ref _last, new Refusal(reason, time.GetTimestamp())) is null;

    /// <summary>A commit was made.</summary>
    /// <returns>Whether the one before was refused.</returns>
    public bool Committed() => Volatile.Read(ref _last) is not null && Interlocked.Exchange(ref _last, null) is not null;

    private sealed record Refusal(StoreUnavailableException Reason, long At);
}
