using System.Threading.Channels;

namespace JobLogs.Server.Ingest;

/// <summary>Wakes the one loop that waits for work. Setting it twice is setting it once; whoever waits goes on on another thread.</summary>
internal sealed class Signal
{
    // A full channel says all there is to say, so a second signal may be dropped.
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>There is something to do.</summary>
    public void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Waits until it was set since the last wait ended.</summary>
    public async ValueTask WaitAsync() => await _channel.Reader.ReadAsync();
}
