using System.Net;
using System.Net.Sockets;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>
/// A TCP proxy that cuts each connection after so many bytes of the server's answer, wherever in a message that is, until it
/// has cut often enough; from then on it lets everything through.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Func<int, int> _bytesBeforeCut;
    private readonly Task _accepting;
    private int _cutsLeft;

    /// <param name="server">Where it leads to.</param>
    /// <param name="cuts">How often it cuts.</param>
    /// <param name="bytesBeforeCut">After how many bytes, by the number of the connection.</param>
    public CuttingProxy(Uri server, int cuts, Func<int, int> bytesBeforeCut)
    {
        _server = server;
        _cutsLeft = cuts;
        _bytesBeforeCut = bytesBeforeCut;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect.</summary>
    public Uri Address { get; }

    /// <summary>How often it has cut.</summary>
    public int Cuts { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            for (var number = 0; ; number++)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ServeAsync(client, number));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var upstream = new TcpClient();
        using (client)
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            try
            {
                await upstream.ConnectAsync(_server.Host, _server.Port, over.Token);
                var up = CopyAsync(client, upstream, int.MaxValue, over);
                var down = CopyAsync(upstream, client, _cutsLeft > 0 ? _bytesBeforeCut(number) : int.MaxValue, over);
                await Task.WhenAll(up, down);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One of the two sides is gone.
            }

            // A reset instead of an orderly end: what a dying middlebox does.
            client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, int limit, CancellationTokenSource over)
    {
        var buffer = new byte[4096];
        var (source, target) = (from.GetStream(), to.GetStream());
        try
        {
            while (limit > 0)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, limit)), over.Token);
                if (read == 0)
                {
                    return;
                }

                await target.WriteAsync(buffer.AsMemory(0, read), over.Token);
                limit = limit == int.MaxValue ? limit : limit - read;
            }

            Cuts++;
            _cutsLeft--;
        }
        finally
        {
            await over.CancelAsync();
        }
    }
}
