using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>Stands between a store and its database, and cuts the connection over which a COMMIT goes when it is told to.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _loop;
    private int _cut;
    private int _cuts;

    private CuttingProxy(NpgsqlConnectionStringBuilder database)
    {
        _server = (database.Host!, database.Port);
        _listener.Start();

        // With statements prepared, a COMMIT would be a number that the server has given it.
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            MaxAutoPrepare = 0,
            SslMode = SslMode.Disable,
        }.ConnectionString;
        _loop = AcceptAsync();
    }

    /// <summary>The database by way of this.</summary>
    public string ConnectionString { get; }

    /// <summary>How many connections were cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public static CuttingProxy Start(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>Cuts once, at the next COMMIT.</summary>
    public void CutNextCommit(Cut cut) => Volatile.Write(ref _cut, (int)cut);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _loop;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await new CuttingConnection(client, Take, () => Interlocked.Increment(ref _cuts)).RunAsync(_server, _stopping.Token);
        }
    }

    private Cut Take() => (Cut)Interlocked.Exchange(ref _cut, (int)Cut.None);
}
