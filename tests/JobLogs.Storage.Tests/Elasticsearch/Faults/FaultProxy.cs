using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>
/// Stands before a search server and does to the requests of one kind what a bad day would, one fault each, in turn. A connection
/// serves one request.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
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
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The requests of that kind, as they came.</summary>
    public ConcurrentQueue<ProxiedRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _serving;
        _listener.Dispose();
        _http.Dispose();
        _stopped.Dispose();
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
        using (client)
        {
            await using var stream = client.GetStream();
            try
            {
                if (await ProxiedRequest.ReadAsync(stream) is { } request)
                {
                    await FaultOf(request).HappenAsync(new Exchange(request, stream, _http, _server, _stopped.Token));
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client has gone, which is what some of the faults are about.
            }
        }
    }

    private Fault FaultOf(ProxiedRequest request)
    {
        if (!request.Path.Contains(_path, StringComparison.Ordinal))
        {
            return Fault.None;
        }

        Requests.Enqueue(request);
        return _faults.TryDequeue(out var fault) ? fault : Fault.None;
    }
}
