using System.Buffers;
using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Http.Features;

namespace JobLogs.Server.Live.EventStreams;

/// <summary>One client of Server-Sent Events.</summary>
internal sealed partial class EventStream : ITicked, IDisposable
{
    private static readonly TimeSpan CommentInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly StreamSources _sources;
    private readonly HttpContext _context;
    private readonly LogScope _scope;
    private readonly SubscriptionRequest _request;
    private readonly CancellationToken _stopping;
    private readonly CancellationToken _callerEnded;
    private readonly ILogger _logger;
    private readonly Signal _signal = new();
    private readonly FrameBuffer _output = new();
    private readonly SubscriptionSlot _slot;
    private readonly StopGrace _grace;
    private readonly StopGrace _callerGrace;
    private readonly long _commentInterval;

    private long _dueAt = long.MaxValue;       // when there is something to do by the clock
    private long _commentDueAt;

    public EventStream(
        StreamSources sources, HttpContext context, LogScope scope, SubscriptionRequest request, ILogger logger, CancellationToken stopping)
    {
        _sources = sources;
        _context = context;
        _scope = scope;
        _request = request;
        _stopping = stopping;
        _callerEnded = Caller.Of(context)?.Ended ?? CancellationToken.None;
        _logger = logger;
        _slot = new SubscriptionSlot(sources, scope, FrameKinds.EventStream(scope), _signal);
        _grace = new StopGrace(sources.Time, stopping);
        _callerGrace = new StopGrace(sources.Time, _callerEnded);
        _commentInterval = (long)(CommentInterval.TotalSeconds * sources.Time.TimestampFrequency);
    }

    /// <summary>Serves the client until the stream is over, the client leaves or the server stops.</summary>
    public async Task RunAsync()
    {
        await using var stopping = _stopping.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        await using var aborted = _context.RequestAborted.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        await using var ended = _callerEnded.UnsafeRegister(static state => ((Signal)state!).Set(), _signal);
        try
        {
            _slot.Replace(_request);
            await _slot.StartAsync(_context.RequestAborted);
            var progress = await BeginAsync();
            while (progress != Progress.Ended && !MustEnd)
            {
                CommentWhenDue();
                await FlushAsync();
                if (progress == Progress.UpToDate)
                {
                    Rest();
                    await _signal.WaitAsync();
                }

                progress = await AdvanceAsync();
            }

            await FlushAsync();
        }
        catch (StoreUnavailableException exception) when (!_context.Response.HasStarted)
        {
            await Problems.StoreUnavailable(exception).ExecuteAsync(_context);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException && _context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone, and knows where it was.
        }
    }

    private bool MustEnd =>
        _stopping.IsCancellationRequested || _callerEnded.IsCancellationRequested || _context.RequestAborted.IsCancellationRequested;

    /// <inheritdoc />
    public void Tick(long now)
    {
        if (_grace.IsOver(now) || _callerGrace.IsOver(now))
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
        _output.Dispose();
    }

    /// <summary>Writes what comes first. A client that has seen the end of this run's stream gets 204, unless there is something new.</summary>
    private async ValueTask<Progress> BeginAsync()
    {
        WriteFirstId();
        await _slot.IntroduceAsync(_output, onlyRemoved: true, _context.RequestAborted);
        var progress = Progress.More;
        if (_request.EndOf is not null && _request.EndOf == _scope.Run)
        {
            var delivered = 0;
            while (progress == Progress.More && delivered == 0)
            {
                progress = await _slot.AdvanceAsync(_output, _context.RequestAborted);
                delivered = _slot.TakeCount();
            }

            if (progress == Progress.Ended && delivered == 0)
            {
                _output.Clear();
                _context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Progress.Ended;
            }
        }

        var headers = _context.Response.Headers;
        _context.Response.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-transform";
        headers["X-Accel-Buffering"] = "no";
        _context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _commentDueAt = _sources.Time.GetTimestamp() + _commentInterval;
        return progress;
    }

    // The place where the stream begins: whoever is cut off before the first entry resumes from there.
    private void WriteFirstId()
    {
        Span<byte> cursor = stackalloc byte[CursorCodec.MaxLength];
        var length = _request.EndOf is { } run && run == _scope.Run
            ? _sources.Cursors.FormatEnd(_scope, _slot.Position!.Value, run, cursor)
            : _sources.Cursors.Format(_scope, _slot.Position!.Value, cursor);
        _output.Write("retry: 2000\nid: "u8);
        _output.Write(cursor[..length]);
        _output.Write("\n\n"u8);
    }

    private async ValueTask<Progress> AdvanceAsync()
    {
        try
        {
            return await _slot.AdvanceAsync(_output, _context.RequestAborted);
        }
        catch (StoreUnavailableException exception)
        {
            // An answer other than 200 would end a browser's stream for good, so that the client waits with the server.
            Log.StoreUnavailable(_logger, exception.Code);
            await FlushAsync();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping, _context.RequestAborted);
            await Task.Delay(RetryAfter, _sources.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Progress.More;
        }
    }

    private void CommentWhenDue()
    {
        if (_sources.Time.GetTimestamp() >= _commentDueAt)
        {
            _output.Write(":\n\n"u8);
            _commentDueAt = _sources.Time.GetTimestamp() + _commentInterval;
        }
    }

    private async ValueTask FlushAsync()
    {
        if (_output.Length == 0)
        {
            return;
        }

        await _context.Response.Body.WriteAsync(_output.Memory, _context.RequestAborted);
        await _context.Response.Body.FlushAsync(_context.RequestAborted);
        _sources.Metrics.Sent(_slot.TakeCount(), _output.Length);
        _output.Clear();
    }

    private void Rest()
    {
        _output.Dispose();
        _slot.Rest();
        Volatile.Write(ref _dueAt, Math.Min(_commentDueAt, _slot.CheckpointDueAt));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A stream waits for the store: {Code}")]
        public static partial void StoreUnavailable(ILogger logger, string code);
    }
}
