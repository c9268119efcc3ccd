using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JobLogs.Load.Http;

/// <summary>
/// One HTTP/1.1 connection with blocking calls: a few microseconds an exchange, so that what is measured is the server and not
/// the client beside it. One thread at a time; one answer is awaited at a time.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _bodyStart;
    private int _bodyEnd;

    /// <summary>Connects.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="receiveBuffer">Bytes that the kernel may hold for a slow reader; null leaves it to the kernel.</param>
    public HttpConnection(Uri server, int? receiveBuffer = null)
    {
        var address = IPAddress.TryParse(server.Host.Trim('[', ']'), out var literal) ? literal : Dns.GetHostAddresses(server.Host)[0];
        Socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
        if (receiveBuffer is { } bytes)
        {
            Socket.ReceiveBufferSize = bytes;
        }

        Socket.Connect(address, server.Port);
    }

    /// <summary>The socket beneath.</summary>
    public Socket Socket { get; }

    /// <summary>What the last answer said; valid until the next is awaited.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyStart, _bodyEnd - _bodyStart);

    /// <summary>What came after the last answer: the first frames of a WebSocket.</summary>
    public ReadOnlySpan<byte> Surplus => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Sends a request.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        while (!request.IsEmpty)
        {
            request = request[Socket.Send(request)..];
        }
    }

    /// <summary>Awaits the answer and returns its status.</summary>
    public int Receive()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;

        int headLength;
        while ((headLength = Filled.IndexOf("\r\n\r\n"u8)) < 0)
        {
            Fill();
        }

        var head = Encoding.ASCII.GetString(Filled[..headLength]);
        _start = headLength + 4;
        var status = int.Parse(head.AsSpan(9, 3));
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            ReceiveChunks();
        }
        else
        {
            ReceiveBody(status == 101 ? 0 : ContentLength(head));
        }

        return status;
    }

    /// <summary>Sends a request and awaits its answer.</summary>
    /// <exception cref="InvalidOperationException">The status is another.</exception>
    public void Exchange(ReadOnlySpan<byte> request, int expected)
    {
        Send(request);
        Expect(expected);
    }

    /// <summary>Awaits the answer.</summary>
    /// <exception cref="InvalidOperationException">The status is another.</exception>
    public void Expect(int expected)
    {
        var status = Receive();
        if (status != expected)
        {
            throw new InvalidOperationException($"the server answered {status}, not {expected}: {Encoding.UTF8.GetString(Body)}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => Socket.Dispose();

    private ReadOnlySpan<byte> Filled => _buffer.AsSpan(_start, _end - _start);

    private static int ContentLength(string head)
    {
        const string Name = "Content-Length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return 0;
        }

        var value = head.AsSpan(at + Name.Length);
        var lineEnd = value.IndexOf('\r');
        return int.Parse(lineEnd < 0 ? value : value[..lineEnd]);
    }

    private void ReceiveBody(int length)
    {
        while (_end - _start < length)
        {
            Fill();
        }

        _bodyStart = _start;
        _bodyEnd = _start += length;
    }

    // Moves the chunks together, over their headings.
    private void ReceiveChunks()
    {
        _bodyStart = _bodyEnd = _start;
        int length;
        do
        {
            int lineLength;
            while ((lineLength = Filled.IndexOf("\r\n"u8)) < 0)
            {
                Fill();
            }

            if (!Utf8Parser.TryParse(Filled[..lineLength], out length, out _, 'x'))
            {
                throw new IOException("the server sent a chunk without a length");
            }

            _start += lineLength + 2;
            while (_end - _start < length + 2)
            {
                Fill();
            }

            _buffer.AsSpan(_start, length).CopyTo(_buffer.AsSpan(_bodyEnd));
            _bodyEnd += length;
            _start += length + 2;
        }
        while (length > 0);
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = Socket.Receive(_buffer.AsSpan(_end));
        if (received == 0)
        {
            throw new IOException("the server closed the connection");
        }

        _end += received;
    }
}
