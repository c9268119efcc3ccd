using System.Diagnostics;
using System.Threading.Channels;

namespace JobLogs.Load.Servers;

/// <summary>A program in a process of its own, killed when it is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string ListeningMark = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StreamWriter? _log;

    // Only what it says while it starts is wanted; later lines push out earlier ones.
    private readonly Channel<string> _said = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    private ChildProcess(Process process, string? log)
    {
        _process = process;
        _log = log is null ? null : new StreamWriter(log) { AutoFlush = true };
        _process.OutputDataReceived += (_, line) => Said(line.Data);
        _process.ErrorDataReceived += (_, line) => Said(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program, a <c>.dll</c> by means of <c>dotnet</c>, and what it is told.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="log">A file that takes what it says; null when nobody wants it.</param>
    public static ChildProcess Start(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> settings, string? log = null)
    {
        var needsRuntime = command[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(needsRuntime ? "dotnet" : command[0], command.Skip(needsRuntime ? 0 : 1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start)!, log);
    }

    /// <summary>Waits until it says where it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended, or said nothing of the kind for a minute.</exception>
    public async Task<Uri> ListeningAsync()
    {
        var lines = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _said.Reader.ReadAllAsync(patience.Token))
            {
                lines.Add(line);
                var at = line.IndexOf(ListeningMark, StringComparison.Ordinal);
                if (at >= 0)
                {
                    return new Uri(line[(at + ListeningMark.Length)..].Trim().Replace("[::1]", "127.0.0.1", StringComparison.Ordinal));
                }
            }
        }
        catch (OperationCanceledException)
        {
            lines.Add("(and then nothing)");
        }

        throw new InvalidOperationException("the server did not start: " + string.Join('\n', lines));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        lock (_said)
        {
            _log?.Dispose();
        }
    }

    private void Said(string? line)
    {
        if (line is null)
        {
            _said.Writer.TryComplete();
        }
        else
        {
            _said.Writer.TryWrite(line);
            lock (_said)
            {
                _log?.WriteLine(line);
            }
        }
    }
}
