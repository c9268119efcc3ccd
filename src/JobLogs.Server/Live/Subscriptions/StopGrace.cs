namespace JobLogs.Server.Live.Subscriptions;

/// <summary>How long a client that doesn't read may hold up the end of its stream, when the server stops or its caller may do no more.</summary>
internal sealed class StopGrace(TimeProvider time, CancellationToken stopping)
{
    /// <summary>The time that a client has to take its last bytes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private long _since;

    /// <summary>Whether it is over. Called on each tick.</summary>
    /// <param name="now">A timestamp of the time provider.</param>
    public bool IsOver(long now)
    {
        if (!stopping.IsCancellationRequested)
        {
            return false;
        }

        _since = _since == 0 ? now : _since;
        return time.GetElapsedTime(_since, now) > Length;
    }
}
