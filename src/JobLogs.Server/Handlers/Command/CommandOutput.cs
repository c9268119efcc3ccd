using System.IO.Pipes;
using JobLogs.Client.Logging.Output;

namespace JobLogs.Server.Handlers.Command;

/// <summary>
/// Reads what a command writes, in a thread of its own: a read of a pipe blocks whoever does it, and so does an entry that finds the buffer of
/// the run full, which is how a command that writes faster than the database is slowed down. Holds a buffer and a line, however much comes.
/// </summary>
internal sealed class CommandOutput : IDisposable
{
    // After the end: what the pipe can still hold of the command, and how long something else that holds it open may be silent.
    private const long MostAfterEnd = 1024 * 1024;
    private const int SilenceMilliseconds = 2000;

    private readonly (PipeStream Pipe, OutputEntries Entries)[] _sources;
    private readonly long[] _bytes = new long[2];
    private readonly byte[] _buffer = new byte[64 * 1024];

    // Closed, it wakes the thread.
    private readonly AnonymousPipeServerStream _ended = new(PipeDirection.Out);
    private readonly PipeReadiness _readiness;
    private readonly Task _reading;

    /// <summary>Reads from now on.</summary>
    public CommandOutput(CommandProcess process, OutputEntries output, OutputEntries error)
    {
        _sources = [(process.Output, output), (process.Error, error)];
        _readiness = new PipeReadiness(process.Output.SafePipeHandle, process.Error.SafePipeHandle, _ended.ClientSafePipeHandle);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Bytes that came on standard output.</summary>
    public long OutputBytes => _bytes[0];

    /// <summary>Bytes that came on standard error.</summary>
    public long ErrorBytes => _bytes[1];

    /// <summary>Whether, after the end of the command, something still had its output open.</summary>
    public bool IsHeldOpen { get; private set; }

    /// <summary>The command has ended: takes what it left in the pipes.</summary>
    public async Task FinishAsync()
    {
        await _ended.DisposeAsync();
        await _reading;
        _readiness.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ended.Dispose();
        _ended.ClientSafePipeHandle.Dispose();
    }

    private void Read()
    {
        var timeout = Timeout.Infinite;
        long left = long.MaxValue;
        while (_readiness.IsWatched(0) || _readiness.IsWatched(1))
        {
            if (left <= 0 || !_readiness.Wait(timeout))
            {
                IsHeldOpen = true;
                break;
            }

            for (var source = 0; source < _sources.Length; source++)
            {
                if (_readiness.IsReady(source))
                {
                    left -= Take(source);
                }
            }

            if (_readiness.IsReady(_sources.Length))
            {
                _readiness.Forget(_sources.Length);
                (timeout, left) = (SilenceMilliseconds, _sources.Length * MostAfterEnd);
            }
        }

        foreach (var (_, entries) in _sources)
        {
            entries.Complete();
        }
    }

    private int Take(int source)
    {
        var read = _sources[source].Pipe.Read(_buffer);
        if (read == 0)
        {
            _readiness.Forget(source);
        }

        _bytes[source] += read;
        _sources[source].Entries.Take(_buffer.AsSpan(0, read));
        return read;
    }
}
