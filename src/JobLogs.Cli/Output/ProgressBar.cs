namespace JobLogs.Cli.Output;

/// <summary>Shows on standard error how far a long work is, with its rate and the time that is left; nothing where no person looks.</summary>
internal sealed class ProgressBar(string what, TimeProvider time) : IDisposable
{
    private const int Cells = 24;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private readonly long _start = time.GetTimestamp();
    private long _lastDrawn;
    private bool _isDrawn;

    /// <summary>Shows how far it is.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="total">What there is to do; null when not known.</param>
    /// <param name="unit">How a number of it is told.</param>
    public void Report(double done, double? total, Func<double, string> unit)
    {
        if (!Terminal.HasBars || (_isDrawn && time.GetElapsedTime(_lastDrawn) < Least))
        {
            return;
        }

        var line = Line(what, done, total, time.GetElapsedTime(_start), unit);
        var width = Terminal.Width - 1;
        Terminal.Error.Write("\r" + (line.Length > width ? line[..width] : line.PadRight(width)));
        (_isDrawn, _lastDrawn) = (true, time.GetTimestamp());
    }

    /// <summary>Takes it away.</summary>
    public void Dispose()
    {
        if (_isDrawn)
        {
            Terminal.Error.Write("\r" + new string(' ', Terminal.Width - 1) + "\r");
        }
    }

    /// <summary>What the bar looks like.</summary>
    internal static string Line(string what, double done, double? total, TimeSpan elapsed, Func<double, string> unit)
    {
        var rate = elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0;
        if (total is not > 0)
        {
            return $"{what} {unit(done)}, {unit(rate)}/s";
        }

        var share = Math.Clamp(done / total.Value, 0, 1);
        var filled = (int)(share * Cells);
        var left = rate > 0 ? Texts.Duration((long)(Math.Max(0, total.Value - done) / rate * 1000)) : "?";
        return $"{what} [{new string('#', filled)}{new string('.', Cells - filled)}] {share:0%} {unit(done)} of {unit(total.Value)}, {unit(rate)}/s, {left} left";
    }
}
