using JobLogs.Client.Http;

namespace JobLogs.Client.Runs;

/// <summary>Passes on a report at once, and of those that follow soon after only the last, when it is time.</summary>
internal sealed class ProgressThrottle : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Action<RunReport> _send;
    private readonly ITimer _timer;
    private RunReport? _heldBack;
    private bool _isResting;

    public ProgressThrottle(Action<RunReport> send, TimeProvider time)
    {
        _send = send;
        _timer = time.CreateTimer(static throttle => ((ProgressThrottle)throttle!).OnTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a report.</summary>
    public void Report(RunReport report)
    {
        lock (_gate)
        {
            if (_isResting)
            {
                _heldBack = report;
                return;
            }

            Rest();
        }

        _send(report);
    }

    /// <summary>Passes on what is held back.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        if (Take() is { } last)
        {
            _send(last);
        }
    }

    private void OnTime()
    {
        if (Take() is { } report)
        {
            _send(report);
        }
    }

    private RunReport? Take()
    {
        lock (_gate)
        {
            var report = _heldBack;
            _heldBack = null;
            _isResting = false;
            if (report is not null)
            {
                Rest();
            }

            return report;
        }
    }

    private void Rest()
    {
        _isResting = true;
        try
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The last word is said.
        }
    }
}
