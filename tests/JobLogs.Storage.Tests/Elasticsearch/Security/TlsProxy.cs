using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace JobLogs.Storage.Tests.Elasticsearch.Security;

/// <summary>Speaks TLS before a search server that doesn't.</summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly X509Certificate2 _certificate;
    private readonly Uri _server;
    private readonly Task _serving;

    public TlsProxy(Uri server, X509Certificate2 certificate)
    {
        (_server, _certificate) = (server, certificate);
        _listener.Start();
        Address = new Uri($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopped.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopped.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await using var near = new SslStream(client.GetStream());
                await near.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopped.Token);
                await server.ConnectAsync(_server.Host, _server.Port, _stopped.Token);
                await using var far = server.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, _stopped.Token), far.CopyToAsync(near, _stopped.Token));
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException)
            {
                // The client doesn't trust us, or has gone.
            }
        }
    }
}
