using System.Net.Sockets;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>One connection through the proxy.</summary>
/// <param name="client">The store's side.</param>
/// <param name="take">Says, at a COMMIT, whether to cut.</param>
/// <param name="cut">Told when it was.</param>
internal sealed class CuttingConnection(TcpClient client, Func<Cut> take, Action cut)
{
    private volatile bool _muted;

    public async Task RunAsync((string Host, int Port) address, CancellationToken cancellationToken)
    {
        using var server = new TcpClient { NoDelay = true };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        client.NoDelay = true;
        try
        {
            await server.ConnectAsync(address.Host, address.Port, ended.Token);
            var directions = new[] { ForwardAsync(server, ended.Token), ReturnAsync(server, ended.Token) };
            await Task.WhenAny(directions);
            await ended.CancelAsync();
            await Task.WhenAll(directions);
        }
        catch (Exception lost) when (lost is SocketException or IOException or OperationCanceledException)
        {
            // Either side has gone.
        }
    }

    private async Task ForwardAsync(TcpClient server, CancellationToken cancellationToken)
    {
        var bytes = new byte[256 * 1024];
        while (await client.GetStream().ReadAsync(bytes, cancellationToken) is > 0 and var read)
        {
            switch (bytes.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0 ? take() : Cut.None)
            {
                case Cut.BeforeTheServerHears:
                    cut();
                    return;
                case Cut.AfterTheServerAnswered:
                    _muted = true;
                    break;
            }

            await server.GetStream().WriteAsync(bytes.AsMemory(0, read), cancellationToken);
        }
    }

    private async Task ReturnAsync(TcpClient server, CancellationToken cancellationToken)
    {
        var bytes = new byte[256 * 1024];
        while (await server.GetStream().ReadAsync(bytes, cancellationToken) is > 0 and var read)
        {
            if (!_muted)
            {
                await client.GetStream().WriteAsync(bytes.AsMemory(0, read), cancellationToken);
            }
            else if (bytes.AsSpan(0, read).IndexOf("Z\0\0\0\u0005I"u8) >= 0)
            {
                // The server is ready again, and in no transaction.
                cut();
                return;
            }
        }
    }
}
