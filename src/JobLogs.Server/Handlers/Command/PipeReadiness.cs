using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JobLogs.Server.Handlers.Command;

/// <summary>Waits until one of several pipes has something to read, or is closed at its other end.</summary>
internal sealed partial class PipeReadiness : IDisposable
{
    private const short Readable = 1;
    private const int Interrupted = 4;

    private SafePipeHandle[] _pipes;
    private readonly Watched[] _watched;

    /// <summary>Watches these; they are known by their place from 0.</summary>
    public PipeReadiness(params SafePipeHandle[] pipes)
    {
        _pipes = pipes;
        _watched = new Watched[pipes.Length];
        for (var i = 0; i < pipes.Length; i++)
        {
            // Held, so that the number isn't another file's before it is forgotten here.
            var held = false;
            pipes[i].DangerousAddRef(ref held);
            _watched[i] = new Watched { File = (int)pipes[i].DangerousGetHandle(), Wanted = Readable };
        }
    }

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">How long at most; below 0 without limit.</param>
    /// <returns>Whether there is something.</returns>
    public bool Wait(int milliseconds)
    {
        while (true)
        {
            var ready = Poll(ref _watched[0], (nuint)_watched.Length, milliseconds);
            if (ready >= 0)
            {
                return ready > 0;
            }

            if (Marshal.GetLastPInvokeError() is not Interrupted and var error)
            {
                throw new Win32Exception(error);
            }
        }
    }

    /// <summary>Whether a pipe has something to read, or is closed.</summary>
    public bool IsReady(int pipe) => IsWatched(pipe) && _watched[pipe].Found != 0;

    /// <summary>Whether a pipe is watched still.</summary>
    public bool IsWatched(int pipe) => _watched[pipe].File >= 0;

    /// <summary>Watches a pipe no more.</summary>
    public void Forget(int pipe) => _watched[pipe].File = -1;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var pipe in _pipes)
        {
            pipe.DangerousRelease();
        }

        _pipes = [];
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Watched first, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Watched
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
