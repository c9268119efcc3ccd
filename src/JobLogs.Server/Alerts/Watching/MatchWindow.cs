namespace JobLogs.Server.Alerts.Watching;

/// <summary>The timestamps of the last entries that matched, as many as are one too many.</summary>
internal sealed class MatchWindow(int tooMany, long micros)
{
    private readonly Queue<long> _timestamps = new(tooMany);

    /// <summary>Counts one more.</summary>
    /// <returns>Whether those that are too many lie within the window.</returns>
    public bool Add(long timestamp)
    {
        if (_timestamps.Count == tooMany)
        {
            _timestamps.Dequeue();
        }

        _timestamps.Enqueue(timestamp);
        return _timestamps.Count == tooMany && _timestamps.Max() - _timestamps.Min() <= micros;
    }
}
