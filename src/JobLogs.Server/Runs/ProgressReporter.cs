using JobLogs.Server.Ingest;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Runs;

/// <summary>Writes a run's progress at most four times a second; the last is always written. Safe for several threads.</summary>
internal sealed class ProgressReporter : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly RunSink _sink;
    private readonly RunId _run;
    private readonly int _fencingToken;
    private readonly ITimer _timer;

    // Guarded by _gate.
    private RunProgress? _held;
    private bool _isPausing;

    public ProgressReporter(RunSink sink, RunId run, int fencingToken, TimeProvider time)
    {
        (_sink, _run, _fencingToken) = (sink, run, fencingToken);
        _timer = time.CreateTimer(static reporter => ((ProgressReporter)reporter!).PauseIsOver(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the newest progress.</summary>
    public void Report(RunProgress progress)
    {
        // Written under the lock, so that an older one can't be written behind a newer.
        lock (_gate)
        {
            _held = progress;
            if (!_isPausing)
            {
                WriteHeld();
            }
        }
    }

    /// <summary>Writes what is held back. To be called when the handler is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            WriteHeld();
        }

        _timer.Dispose();
    }

    private void PauseIsOver()
    {
        lock (_gate)
        {
            _isPausing = false;
            WriteHeld();
        }
    }

    private void WriteHeld()
    {
        if (_held is not { } progress)
        {
            return;
        }

        _held = null;
        _isPausing = true;
        _sink.Enqueue(new ReportProgress(_run) { Progress = progress, FencingToken = _fencingToken });
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }
}
