namespace JobLogs.Cli.Output;

/// <summary>Shows on standard error that something takes a while, and for how long already; nothing where no person looks.</summary>
internal sealed class Waiting : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly string _what;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ITimer? _timer;
    private readonly Lock _gate = new();
    private bool _isOver;

    public Waiting(string what)
    {
        _what = what;
        _timer = Terminal.HasBars ? TimeProvider.System.CreateTimer(static waiting => ((Waiting)waiting!).Draw(), this, Step, Step) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
            if (_timer is not null)
            {
                Terminal.Error.Write("\r" + new string(' ', Terminal.Width - 1) + "\r");
            }
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                Terminal.Error.Write($"\r{_what}: {Texts.Duration((long)TimeProvider.System.GetElapsedTime(_start).TotalMilliseconds)}");
            }
        }
    }
}
