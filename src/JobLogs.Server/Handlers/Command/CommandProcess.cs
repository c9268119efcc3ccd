using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;

namespace JobLogs.Server.Handlers.Command;

/// <summary>The process of a command, with whatever it starts. Its input is empty.</summary>
internal sealed class CommandProcess : IDisposable
{
    private const int NotPermitted = 13;
    private const int Terminate = 15;
    private const int Kill = 9;

    // A process that is killed goes at once unless the kernel holds it, on a file system that doesn't answer for example.
    private const int KillTries = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly string _mark;

    private CommandProcess(Process process, string mark) => (_process, _mark) = (process, mark);

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>What it writes to standard output.</summary>
    public PipeStream Output => (PipeStream)_process.StandardOutput.BaseStream;

    /// <summary>What it writes to standard error.</summary>
    public PipeStream Error => (PipeStream)_process.StandardError.BaseStream;

    /// <summary>What it ended with; 128 and the signal's number where a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it.</summary>
    /// <param name="environment">All that it gets; has the run's id.</param>
    /// <exception cref="JobFailedException">It can't be started.</exception>
    public static CommandProcess Start(CommandRequest request, IReadOnlyDictionary<string, string> environment)
    {
        var folder = request.WorkingDirectory ?? Home(environment);
        if (!Directory.Exists(folder))
        {
            throw new JobFailedException("working_directory_not_found", $"There is no folder '{folder}' to start the command in; parameters.working_directory names another.");
        }

        var start = new ProcessStartInfo(request.Program, request.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new CommandProcess(process, $"{CommandEnvironment.RunId}={environment[CommandEnvironment.RunId]}");
        }
        catch (Win32Exception exception)
        {
            throw exception.NativeErrorCode == NotPermitted || File.Exists(request.Program)
                ? new JobFailedException("command_not_executable", $"'{request.Program}' can't be executed: {exception.Message}", exception)
                : new JobFailedException("command_not_found", $"There is no program '{request.Program}'.", exception);
        }
    }

    /// <summary>Waits for its end; not for that of what it started.</summary>
    /// <returns>Whether it ended before the waiting was cancelled.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Tells it and all that it started to stop, and kills what hasn't a little later.</summary>
    /// <returns>How many processes even that didn't end.</returns>
    public async Task<int> StopAsync(TimeSpan stopTime, TimeProvider time)
    {
        Send(Terminate);
        for (var begin = time.GetTimestamp(); Family().Count > 0 && time.GetElapsedTime(begin) < stopTime;)
        {
            await Task.Delay(LookAgain, time);
        }

        // Again and again: one that was just starting another when it was killed leaves that behind.
        for (var attempt = 0; attempt < KillTries && Family().Count > 0; attempt++)
        {
            Send(Kill);
            await Task.Delay(LookAgain, time);
        }

        return Family().Count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // They were given out, so the process leaves them open.
        Output.Dispose();
        Error.Dispose();
        _process.Dispose();
    }

    private static string Home(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("HOME", out var home) && Directory.Exists(home) ? home : Path.GetTempPath();

    private IReadOnlyCollection<int> Family() => ProcessFamily.Find(_process.HasExited ? null : _process.Id, _mark);

    private void Send(int signal)
    {
        foreach (var member in Family())
        {
            Signals.Send(member, signal);
        }
    }
}
