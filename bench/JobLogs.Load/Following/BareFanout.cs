using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Following;

/// <summary>
/// The raw limit of fan-out: one thread that writes the same bytes to as many sockets, read by the same reader. No parsing, no
/// storing, no filters.
/// </summary>
internal sealed class BareFanout : IDisposable
{
    private readonly List<Socket> _writing = [];
    private readonly List<Subscriber> _reading = [];
    private readonly SubscriberReader _reader;
    private readonly byte[] _frame;
    private readonly int _digits;

    /// <summary>Connects.</summary>
    /// <param name="count">How many sockets.</param>
    /// <param name="payload">What the server sent with one entry.</param>
    public BareFanout(int count, ReadOnlySpan<byte> payload)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        for (var i = 0; i < count; i++)
        {
            var reading = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            reading.Connect(listener.LocalEndPoint!);
            _reading.Add(new Subscriber(reading));
            var writing = listener.Accept();
            writing.NoDelay = true;
            _writing.Add(writing);
        }

        _frame = Frame(payload);
        _digits = Stamp.Find(_frame);
        _reader = new SubscriberReader(_reading);
    }

    /// <summary>Writes for a while; returns p50 and p99 of written to read, in milliseconds, and the writer's processor time for each, in microseconds.</summary>
    public double[] Measure(int perSecond, TimeSpan duration)
    {
        var latencies = _reader.Measure();
        var before = _reader.Received;
        var cpu = ThreadCpu.Used;
        var pacer = new Pacer(perSecond);
        var count = (int)(perSecond * duration.TotalSeconds);
        for (var i = 0; i < count; i++)
        {
            Stamp.Write(_frame.AsSpan(_digits), pacer.Wait());
            foreach (var socket in _writing)
            {
                socket.Send(_frame);
            }
        }

        var written = (long)count * _writing.Count;
        var each = (ThreadCpu.Used - cpu).TotalMicroseconds / written;
        _reader.AwaitReceived(before + written);
        return [latencies.Milliseconds(0.5), latencies.Milliseconds(0.99), each];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _writing.ForEach(socket => socket.Dispose());
        _reading.ForEach(subscriber => subscriber.Dispose());
    }

    private static byte[] Frame(ReadOnlySpan<byte> payload)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)payload.Length));
        return [0x81, 126, .. length, .. payload];
    }
}
