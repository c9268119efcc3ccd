using JobLogs.Load.Http;

namespace JobLogs.Load.Ingesting;

/// <summary>Connections that send at the same time, a thread each, and wait for each answer before they send again.</summary>
internal sealed class Senders : IDisposable
{
    private readonly HttpConnection[] _connections;

    /// <summary>Connects.</summary>
    public Senders(Uri server, int count) => _connections = [.. Enumerable.Range(0, count).Select(_ => new HttpConnection(server))];

    /// <summary>Runs <paramref name="work"/> with each connection and its number; returns when all are done.</summary>
    public Task RunAsync(Action<HttpConnection, int> work) => Task.WhenAll(_connections.Select((connection, number) =>
        Task.Factory.StartNew(() => work(connection, number), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }
}
