using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>
/// One client on a WebSocket: a loop that receives, and a loop that sends. What is received goes to the sending loop through a
/// small queue, so that everything that is told goes out in one order and a client's messages are read while others are sent.
/// </summary>
internal sealed partial class WebSocketStream : ITicked, IDisposable
{
    private static readonly TimeSpan LongestPingInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly StreamSources _sources;
    private readonly HttpContext _context;
    private readonly CancellationToken _stopping;
    private readonly CancellationToken _callerEnded;
    private readonly ILogger _logger;
    private readonly FrameStream _connection;
    private readonly WebSocket _socket;
    private readonly Signal _signal = new();
    private readonly FrameBuffer _output = new();
    private readonly Outbox _outbox;
    private readonly SubscriptionSlot _slot;
    private readonly CommandReceiver _receiver;
    private readonly StopGrace _grace;
    private readonly StopGrace _callerGrace;
    private readonly long _timeout;
    private readonly long _pingInterval;

    private long _dueAt = long.MaxValue;       // when the sending loop has something to do by the clock
    private long _pingDueAt;
    private bool _introduced = true;
    private bool _toldOfTrouble;

    public WebSocketStream(
        StreamSources sources, HttpContext context, Stream connection, LogScope scope, ILogger logger, CancellationToken stopping)
    {
        var time = sources.Time;
        var timeout = sources.Options.Value.WebSocketTimeout;
        var ping = timeout / 3 < LongestPingInterval ? timeout / 3 : LongestPingInterval;
        _sources = sources;
        _context = context;
        _stopping = stopping;
        _callerEnded = Caller.Of(context)?.Ended ?? CancellationToken.None;
        _logger = logger;
        _connection = new FrameStream(connection, time);
        _socket = WebSocket.CreateFromStream(_connection, new WebSocketCreationOptions { IsServer = true });
        _receiver = new CommandReceiver(_socket, scope, sources.Filters, sources.Cursors, sources.Options.Value.MaxMessageBytes, _signal);
        _grace = new StopGrace(time, stopping);
        _callerGrace = new StopGrace(time, _callerEnded);
        _outbox = new Outbox(sources, scope, FrameKinds.WebSocket(scope), batch: false);
        _slot = new SubscriptionSlot(sources, scope, FrameKinds.WebSocket(scope), _signal);
        _timeout = (long)(timeout.TotalSeconds * time.TimestampFrequency);
        _pingInterval = (long)(ping.TotalSeconds * time.TimestampFrequency);
        _pingDueAt = time.GetTimestamp() + _pingInterval;
    }

    /// <summary>Serves the client until the stream is over, the client leaves or the server stops.</summary>
    public async Task RunAsync()
    {
        await using var stopping = _stopping.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        await using var aborted = _context.RequestAborted.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        await using var ended = _callerEnded.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        var receiving = _receiver.RunAsync(_context.RequestAborted);
        try
        {
            var close = await SendAsync();
            await CloseAsync(close, receiving);
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, and knows where it was.
        }
        catch
        {
            _context.Abort();
            throw;
        }
        finally
        {
            _socket.Abort();
            await receiving;
        }
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        if (now - _connection.LastRead > _timeout || _grace.IsOver(now) || _callerGrace.IsOver(now))
        {
            _context.Abort();
        }
        else if (now >= Volatile.Read(ref _dueAt))
        {
            _signal.Set();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _slot.Dispose();
        _outbox.Dispose();
        _output.Dispose();
        _socket.Dispose();
        _connection.Dispose();
    }

    /// <summary>Sends until there is a reason to close, and returns it.</summary>
    private async Task<WebSocketCloseStatus> SendAsync()
    {
        WriteConnected();
        while (true)
        {
            if (_stopping.IsCancellationRequested)
            {
                return WebSocketCloseStatus.EndpointUnavailable;
            }

            if (_callerEnded.IsCancellationRequested)
            {
                return WebSocketCloseStatus.PolicyViolation;
            }

            if (_context.RequestAborted.IsCancellationRequested || _receiver.Closed != WebSocketCloseStatus.Empty)
            {
                return _receiver.Closed;
            }

            var progress = await AdvanceAsync();
            PingWhenDue();
            await FlushAsync();
            if (progress == Progress.Ended)
            {
                return WebSocketCloseStatus.NormalClosure;
            }

            if (progress == Progress.UpToDate)
            {
                Rest();
                await _signal.WaitAsync();
            }
        }
    }

    private async ValueTask<Progress> AdvanceAsync()
    {
        try
        {
            CarryOut();
            if (await _slot.StartAsync(_context.RequestAborted))
            {
                _introduced = false;
            }

            if (!_introduced)
            {
                await _slot.IntroduceAsync(_output, onlyRemoved: false, _context.RequestAborted);
                _introduced = true;
            }

            var progress = await _slot.AdvanceAsync(_output, _context.RequestAborted);
            _toldOfTrouble = false;
            return progress;
        }
        catch (StoreUnavailableException exception)
        {
            await WaitForStoreAsync(exception);
            return Progress.More;
        }
    }

    private void CarryOut()
    {
        while (_receiver.TryTake(out var command))
        {
            switch (command)
            {
                case ClientCommand.Subscribe { Request: var request }:
                    _slot.Replace(request);
                    break;
                case ClientCommand.Unsubscribe:
                    _slot.Clear();
                    break;
                case ClientCommand.Ping:
                    _outbox.Write(_output, MessageType.Pong);
                    break;
                case ClientCommand.Wrong { Problem: var problem }:
                    WriteProblem(problem);
                    break;
            }
        }
    }

    private async ValueTask FlushAsync()
    {
        if (_output.Length == 0)
        {
            return;
        }

        await _connection.WriteAsync(_output.Memory, CancellationToken.None);
        _sources.Metrics.Sent(_slot.TakeCount(), _output.Length);
        _output.Clear();
    }

    private void Rest()
    {
        _output.Dispose();
        _outbox.Rest();
        _slot.Rest();
        Volatile.Write(ref _dueAt, Math.Min(_pingDueAt, _slot.CheckpointDueAt));
    }

    private void PingWhenDue()
    {
        var now = _sources.Time.GetTimestamp();
        if (now >= _pingDueAt)
        {
            _output.Write<byte>([0x89, 0]);
            _pingDueAt = now + _pingInterval;
        }
    }

    private async ValueTask WaitForStoreAsync(StoreUnavailableException exception)
    {
        Log.StoreUnavailable(_logger, exception.Code);
        if (!_toldOfTrouble)
        {
            _toldOfTrouble = true;
            WriteProblem(Problems.StoreUnavailable(exception));
        }

        await FlushAsync();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping, _context.RequestAborted);
        await Task.Delay(RetryAfter, _sources.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void WriteConnected()
    {
        using var data = new FrameBuffer();
        using (var json = EventJson.Writer(data))
        {
            json.WriteStartObject();
            json.WriteNumber("ping_interval_seconds"u8, (double)_pingInterval / _sources.Time.TimestampFrequency);
            json.WriteNumber("timeout_seconds"u8, (double)_timeout / _sources.Time.TimestampFrequency);
            json.WriteEndObject();
        }

        _outbox.Write(_output, MessageType.Connected, data.Span);
    }

    private void WriteProblem(Problem problem) => _outbox.Write(
        _output,
        MessageType.Error,
        JsonSerializer.SerializeToUtf8Bytes(problem.Document(_context.Request.Path), ProblemsJsonContext.Wire.ProblemDocument));

    private async Task CloseAsync(WebSocketCloseStatus status, Task receiving)
    {
        if (status == WebSocketCloseStatus.Empty || _socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(StopGrace.Length, _sources.Time);
        await _socket.CloseOutputAsync(status, Reason(status), patience.Token);
        await receiving.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private string? Reason(WebSocketCloseStatus status) => status switch
    {
        WebSocketCloseStatus.EndpointUnavailable => "The server is stopping; connect again.",
        WebSocketCloseStatus.PolicyViolation => "The key was revoked or has expired, or the session has ended.",
        WebSocketCloseStatus.MessageTooBig => $"A message may have {_sources.Options.Value.MaxMessageBytes} bytes.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A stream waits for the store: {Code}")]
        public static partial void StoreUnavailable(ILogger logger, string code);
    }
}
