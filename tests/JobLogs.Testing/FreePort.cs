using System.Net;
using System.Net.Sockets;

namespace JobLogs.Testing;

/// <summary>A port that nobody listens on, and that nobody is given who asks the system for any port.</summary>
public static class FreePort
{
    // Below those that Linux, Windows and macOS give by themselves.
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _next = Random.Shared.Next(Count);

    /// <summary>The next of them.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
