using System.Diagnostics;

namespace JobLogs.Load.Measuring;

/// <summary>
/// Gives the beat for a sender: so many a second, by an absolute plan, sleeping in the kernel between beats, so that it takes no
/// processor time from the server that is measured. One thread at a time.
/// </summary>
internal sealed class Pacer(double perSecond)
{
    private static readonly TimeSpan OnTime = TimeSpan.FromMilliseconds(1);
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _beats;

    /// <summary>
    /// Waits for the next beat.
    /// </summary>
    /// <returns>
    /// From when on latency counts: now; or, when the sender has fallen behind, from when the beat was due, so that waiting which
    /// a slow server caused is counted against it.
    /// </returns>
    public long Wait()
    {
        var due = _start + (long)(++_beats * Stopwatch.Frequency / perSecond);
        var ahead = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (ahead > TimeSpan.Zero)
        {
            NativeSleep.For(ahead);
        }

        var now = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(due, now) > OnTime ? due : now;
    }
}
