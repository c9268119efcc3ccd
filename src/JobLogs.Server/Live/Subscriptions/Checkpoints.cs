using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>When a reader that is sent nothing is told how far the log has come, so that it need not go back that far later.</summary>
internal sealed class Checkpoints(LogScope scope, TimeProvider time)
{
    // A second less than the reader was promised: the clock is looked at twice a second.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    private Place? _told;
    private long _movedAt;

    /// <summary>When one is due, as a timestamp of the time provider; <see cref="long.MaxValue"/> when none is.</summary>
    public long DueAt => _movedAt == 0 ? long.MaxValue : _movedAt + (long)(After.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether one is due now.</summary>
    public bool IsDue => time.GetTimestamp() >= DueAt;

    /// <summary>The reader was given the cursor of this place.</summary>
    public void Told(in Place place)
    {
        _told = place;
        _movedAt = 0;
    }

    /// <summary>The subscription has come this far.</summary>
    public void Moved(in Place place)
    {
        if (_movedAt == 0 && (_told is not { } told || scope.Compare(place, told) > 0))
        {
            _movedAt = time.GetTimestamp();
        }
    }
}
