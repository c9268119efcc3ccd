using JobLogs.Load.Http;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>
/// Sends single stamped entries at a steady rate over several connections in turns, so that none has to wait for the answer of
/// the one before. One thread at a time.
/// </summary>
internal sealed class PacedSender : IDisposable
{
    private readonly HttpConnection[] _connections;
    private readonly bool[] _unanswered;
    private readonly byte[] _request;
    private readonly int _digits;
    private int _next;

    /// <summary>Connects, to send to <paramref name="run"/>.</summary>
    public PacedSender(Uri server, string run, int connections = 16)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new HttpConnection(server))];
        _unanswered = new bool[connections];
        _request = HttpRequest.PostEntries(server, run, Stamp.Entry());
        _digits = Stamp.Find(_request);
    }

    /// <summary>Sends for a while and returns, when all is acknowledged, how many were sent.</summary>
    public int Send(int perSecond, TimeSpan duration)
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var pacer = new Pacer(perSecond);
        for (var i = 0; i < count; i++)
        {
            Send(pacer.Wait());
        }

        for (var i = 0; i < _connections.Length; i++)
        {
            AwaitAnswer(i);
        }

        return count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void Send(long moment)
    {
        var i = _next++ % _connections.Length;
        AwaitAnswer(i);
        Stamp.Write(_request.AsSpan(_digits), moment);
        _connections[i].Send(_request);
        _unanswered[i] = true;
    }

    private void AwaitAnswer(int i)
    {
        if (_unanswered[i])
        {
            _unanswered[i] = false;
            _connections[i].Expect(200);
        }
    }
}
