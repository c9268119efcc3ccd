using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>Stands before a search server and does to the requests of one kind what a bad day would, one fault each, in turn.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new();
    private readonly Uri _server;
    private readonly string _path;
    private readonly ConcurrentQueue<Fault> _faults;
    private readonly Task _serving;

    /// <param name="path">What the path of the requests holds that get the faults; the others go through.</param>
    public FaultProxy(Uri server, string path, params Fault[] faults)
    {
        _server = server;
        _path = path;
        _faults = new ConcurrentQueue<Fault>(faults);
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The requests of that kind, as they came.</summary>
    public ConcurrentQueue<HttpListenerRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        var handled = new List<Task>();
        while (_listener.IsListening)
        {
            try
            {
                handled.Add(HandleAsync(await _listener.GetContextAsync()));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(handled);
    }

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            Fault? fault = null;
            if (context.Request.Url!.AbsolutePath.Contains(_path, StringComparison.Ordinal))
            {
                Requests.Enqueue(context.Request);
                _faults.TryDequeue(out fault);
            }

            var exchange = new Exchange(context, _http, _server);
            await exchange.ReceiveAsync();
            await (fault ?? Fault.None).HappenAsync(exchange);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client has gone, which is what some of the faults are about.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
