using System.Diagnostics.Metrics;

namespace JobLogs.Server.Live;

/// <summary>What the live side counts.</summary>
internal sealed class LiveMetrics
{
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _wakes;

    public LiveMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("JobLogs");
        _connections = meter.CreateUpDownCounter<long>("joblogs.live.connections", "{connection}", "Open streams, by kind");
        _messages = meter.CreateCounter<long>("joblogs.live.messages", "{message}", "Entries and events that were sent to streams");
        _bytes = meter.CreateCounter<long>("joblogs.live.sent", "By", "Bytes that were sent to streams");
        _reads = meter.CreateCounter<long>("joblogs.live.reads", "{read}", "Reads of subscriptions, by where from: the tail or the store");
        _wakes = meter.CreateCounter<long>("joblogs.live.wakes", "{wake}", "Times that a job's subscriptions were woken together");
    }

    /// <summary>A stream was opened (1) or closed (-1).</summary>
    public void Connection(StreamKind kind, int change) =>
        _connections.Add(change, new KeyValuePair<string, object?>("kind", kind == StreamKind.WebSocket ? "websocket" : "sse"));

    /// <summary>One flush went out.</summary>
    public void Sent(int messages, int bytes)
    {
        _messages.Add(messages);
        _bytes.Add(bytes);
    }

    /// <summary>A subscription read from the tail.</summary>
    public void TailRead() => _reads.Add(1, new KeyValuePair<string, object?>("from", "tail"));

    /// <summary>A subscription read a page from the store.</summary>
    public void StoreRead() => _reads.Add(1, new KeyValuePair<string, object?>("from", "store"));

    /// <summary>The subscriptions of a job were woken.</summary>
    public void Woken() => _wakes.Add(1);
}
