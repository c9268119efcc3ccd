using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>Follows a job by Server-Sent Events on a thread of its own.</summary>
internal sealed class SseSubscriber : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Stream _stream;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _caughtUp = new();
    private volatile LatencyHistogram _latencies = new();

    /// <summary>Opens the stream and waits until live begins.</summary>
    public SseSubscriber(Uri server, string job)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/api/cronjobs/{job}/logs/stream?tail=0&types=log"));
        var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        _stream = response.Content.ReadAsStream();
        _thread = new Thread(Read) { IsBackground = true, Name = "sse" };
        _thread.Start();
        if (!_caughtUp.Wait(TimeSpan.FromSeconds(10)))
        {
            throw new IOException("caught_up did not come");
        }
    }

    /// <summary>What came, and what didn't.</summary>
    public EntryCheck Entries { get; } = new();

    /// <summary>Ages of what arrives from now on go to a new histogram, which is returned.</summary>
    public LatencyHistogram Measure() => _latencies = new LatencyHistogram();

    /// <inheritdoc />
    public void Dispose()
    {
        _stream.Dispose();
        _http.Dispose();
        _caughtUp.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            int received;
            while ((received = _stream.Read(buffer.AsSpan(length))) > 0)
            {
                length += received;
                var whole = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                Lines(buffer.AsSpan(0, whole));
                buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                length -= whole;
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed while it was waiting: nothing is left to read.
        }
    }

    private void Lines(ReadOnlySpan<byte> lines)
    {
        Entries.Read(lines, _latencies);
        if (!_caughtUp.IsSet && lines.IndexOf("event: caught_up"u8) >= 0)
        {
            _caughtUp.Set();
        }
    }
}
