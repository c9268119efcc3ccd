using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace JobLogs.Load.Following;

/// <summary>The kernel's own way to wait for many sockets with one thread. Linux only.</summary>
internal sealed unsafe partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const int Remove = 2;
    private const uint Readable = 1;
    private const int DontWait = 0x40;

    // struct epoll_event is packed on x64 and nowhere else.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int NumberAt = EventSize - 8;
    private readonly byte[] _events = new byte[1024 * EventSize];
    private readonly int _descriptor = epoll_create1(0);

    /// <summary>Waits for <paramref name="socket"/> too, and calls it <paramref name="number"/>.</summary>
    public void Watch(Socket socket, int number)
    {
        var wanted = stackalloc byte[EventSize];
        MemoryMarshal.Write(new Span<byte>(wanted, 4), Readable);
        MemoryMarshal.Write(new Span<byte>(wanted + NumberAt, 8), (long)number);
        if (epoll_ctl(_descriptor, Add, (int)socket.Handle, wanted) != 0)
        {
            throw new IOException("the kernel won't wait for one more socket");
        }
    }

    /// <summary>Waits no longer for a socket.</summary>
    public void Forget(Socket socket)
    {
        var ignored = stackalloc byte[EventSize];
        _ = epoll_ctl(_descriptor, Remove, (int)socket.Handle, ignored);
    }

    /// <summary>Waits until some can be read, at most <paramref name="patience"/>; returns how many.</summary>
    public int Wait(TimeSpan patience)
    {
        fixed (byte* events = _events)
        {
            return Math.Max(0, epoll_wait(_descriptor, events, _events.Length / EventSize, (int)patience.TotalMilliseconds));
        }
    }

    /// <summary>The number of the socket at <paramref name="index"/> of those that can be read.</summary>
    public int Ready(int index) => (int)MemoryMarshal.Read<long>(_events.AsSpan((index * EventSize) + NumberAt, 8));

    /// <summary>Reads what is there; 0 at the end, negative when there is nothing now.</summary>
    public static int Receive(Socket socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)recv((int)socket.Handle, start, (nuint)buffer.Length, DontWait);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ = close(_descriptor);

    [LibraryImport("libc")]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc")]
    private static partial int epoll_ctl(int epoll, int operation, int descriptor, byte* wanted);

    [LibraryImport("libc")]
    private static partial int epoll_wait(int epoll, byte* events, int capacity, int milliseconds);

    [LibraryImport("libc")]
    private static partial nint recv(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
