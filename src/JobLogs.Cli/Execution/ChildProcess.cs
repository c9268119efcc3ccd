using System.Diagnostics;
using System.Runtime.InteropServices;

namespace JobLogs.Cli.Execution;

/// <summary>The command that is executed; its input is ours.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    /// <summary>How long it has between being told to stop and being stopped.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private const int Terminate = 15;
    private readonly Process _process;
    private readonly CancellationTokenSource _stop = new();

    private ChildProcess(Process process) => _process = process;

    /// <summary>What it writes to standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What it writes to standard error.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>What it ended with; 128 and the signal's number where a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it.</summary>
    /// <param name="command">The command and its arguments.</param>
    /// <param name="runId">Told to it as JOBLOGS_RUN_ID, when known.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such command, or it may not be executed.</exception>
    public static ChildProcess Start(IReadOnlyList<string> command, string? runId)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (runId is not null)
        {
            start.Environment["JOBLOGS_RUN_ID"] = runId;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its end. When time is up, it is told to stop, and a little later stopped.</summary>
    /// <returns>Whether it ended in time.</returns>
    public async Task<bool> WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
        if (timeout is { } limit)
        {
            late.CancelAfter(limit);
        }

        try
        {
            await _process.WaitForExitAsync(late.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            Send(Terminate);
        }

        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        return either.IsCancellationRequested;
    }

    /// <summary>Ends the waiting: it is not wanted any more.</summary>
    public void StopSoon() => _stop.Cancel();

    /// <summary>Sends it a signal.</summary>
    public void Send(int signal)
    {
        if (_process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = Kill(_process.Id, signal);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Dispose();
        _stop.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
