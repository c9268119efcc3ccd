using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>A subscriber that reads about 1 KB a second, on a thread of its own: the one who must not slow the others.</summary>
internal sealed class ThrottledReader : IDisposable
{
    private const int KernelBuffer = 4096;
    private const int BytesEach = 100;
    private const int ReadsPerSecond = 10;
    private readonly Subscriber _subscriber;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>Subscribes and begins to read.</summary>
    public ThrottledReader(Uri server, string job, bool batch)
    {
        _subscriber = Subscriber.Open(server, job, batch, KernelBuffer);
        _thread = new Thread(Read) { IsBackground = true, Name = "throttled" };
        _thread.Start();
    }

    /// <summary>What came, as far as it has read.</summary>
    public EntryCheck Entries => _subscriber.Entries;

    /// <summary>Whether the server has cut it off.</summary>
    public bool Closed => _subscriber.Closed;

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        _subscriber.Dispose();
    }

    private void Read()
    {
        var ignored = new LatencyHistogram();
        var buffer = new byte[BytesEach];
        var pacer = new Pacer(ReadsPerSecond);
        while (!_stopping && !_subscriber.Closed)
        {
            pacer.Wait();
            var received = Epoll.Receive(_subscriber.Socket, buffer);
            if (received > 0)
            {
                _subscriber.Feed(buffer.AsSpan(0, received), ignored);
            }
            else if (received == 0)
            {
                _subscriber.Close();
            }
        }
    }
}
