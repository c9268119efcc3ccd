using System.Diagnostics.CodeAnalysis;
using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Ingest;

/// <summary>
/// The way into the database of a run that this server executes. Entries and commands are kept in the order in which they
/// came; while one part is being committed the next gathers. Nothing is lost while the run is this server's: when the store
/// is away it is tried again, and when the buffer is full, whoever logs waits.
/// </summary>
internal sealed partial class RunSink : IEntrySink, IAsyncDisposable
{
    private readonly RunId _run;
    private readonly IStoreQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<RunSink> _logger;
    private readonly SinkWriter _writer;
    private readonly CancellationTokenSource _lost = new();
    private readonly Signal _work = new();
    private Task _pump = Task.CompletedTask;

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private readonly SinkBuffer _buffer;
    private TaskCompletionSource? _room;
    private bool _accepts = true;
    private bool _closed;

    // Entries that came after the end.
    private long _late;

    private RunSink(
        SinkWriter writer, RunId run, int? fencingToken, IStoreQueue queue, IngestOptions options, TimeProvider time, ILogger<RunSink> logger)
    {
        _writer = writer;
        _run = run;
        _queue = queue;
        _time = time;
        _logger = logger;
        _buffer = new SinkBuffer(run, fencingToken, options.RunBufferEntries, options.RunBufferBytes);
        Limits = options.EntryLimits();
        Lost = _lost.Token;
    }

    /// <summary>Cancelled when the run turned out to be somebody else's, or gone: its handler must stop, nothing that it says is kept.</summary>
    public CancellationToken Lost { get; }

    /// <summary>How large the parts of an entry may be.</summary>
    public EntryLimits Limits { get; }

    /// <summary>For <see cref="RunSinks"/>.</summary>
    public static RunSink Start(
        SinkWriter writer, RunId run, int? fencingToken, IStoreQueue queue, IngestOptions options, TimeProvider time, ILogger<RunSink> logger)
    {
        var sink = new RunSink(writer, run, fencingToken, queue, options, time, logger);

        // What the pump logs is the server's, not of the run in whose context it may be started.
        using (ExecutionContext.SuppressFlow())
        {
            sink._pump = Task.Run(sink.PumpAsync, CancellationToken.None);
        }

        return sink;
    }

    /// <summary>Takes an entry. While the buffer is full the calling thread waits: that is how a handler that logs faster than
    /// the database writes is slowed down.</summary>
    public void Write(in EntryFields entry)
    {
        if (!TryEnterWithRoom())
        {
            Interlocked.Increment(ref _late);
            return;
        }

        try
        {
            _buffer.Add(entry, _time.NowMicros());
        }
        finally
        {
            _gate.Exit();
        }

        _work.Set();
    }

    /// <summary>
    /// Sends a command behind the entries so far and before those to come, without waiting until it is written; it waits for
    /// room as <see cref="Write"/> does. The command carries the run's fencing token; a refusal other than a lost run is not told.
    /// </summary>
    public void Enqueue(StoreCommand command)
    {
        if (!TryEnterWithRoom())
        {
            return;
        }

        try
        {
            _buffer.Add(new SinkItem(command, null));
        }
        finally
        {
            _gate.Exit();
        }

        _work.Set();
    }

    /// <summary>Waits until everything so far is committed.</summary>
    /// <exception cref="StoreUnavailableException">The server goes down, and has given up.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (TryAddLast(null, out var done))
        {
            await done.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Commits a command behind everything so far, trying again while the store is away. When the sink has ended already, it
    /// goes to the queue directly.
    /// </summary>
    /// <returns>The command, with its outcome.</returns>
    /// <exception cref="StoreUnavailableException">The server goes down, and has given up.</exception>
    public async ValueTask<T> SubmitAfterEntriesAsync<T>(T command)
        where T : StoreCommand
    {
        if (!TryAddLast(command, out var done))
        {
            return await _queue.SubmitAsync(command, CancellationToken.None);
        }

        await done;
        return command;
    }

    /// <summary>Takes nothing more from whoever logs; commands that are submitted are carried out still.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            RefuseLocked();
        }
    }

    /// <summary>Takes nothing more, and waits until all that was taken is committed or the sink has given up.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
            RefuseLocked();
        }

        _work.Set();
        await _pump;
        _lost.Dispose();
    }

    private bool TryAddLast(StoreCommand? command, out Task done)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done = source.Task;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            // Not held back when the buffer is full: whoever asks waits for the outcome anyway.
            _buffer.Add(new SinkItem(command, source));
        }

        _work.Set();
        return true;
    }

    private async Task PumpAsync()
    {
        while (await TakeAsync() is { } items)
        {
            var wasLost = _writer.IsLost;
            await _writer.WriteAsync(items);
            lock (_gate)
            {
                _buffer.Done();
                FreeRoomLocked();
                if (_writer.IsLost)
                {
                    RefuseLocked();
                }
            }

            if (_writer.IsLost && !wasLost)
            {
                Log.RunLost(_logger, _run.Number);
                await _lost.CancelAsync();
            }
        }

        if (_writer.Unwritten + Interlocked.Read(ref _late) is > 0 and var unwritten)
        {
            Log.Unwritten(_logger, unwritten, _run.Number);
        }
    }

    private async ValueTask<List<SinkItem>?> TakeAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_buffer.IsEmpty)
                {
                    return _buffer.Take();
                }

                if (_closed)
                {
                    _buffer.Free();
                    return null;
                }
            }

            await _work.WaitAsync();
        }
    }

    /// <summary>Waits for room, and leaves holding the lock; false, without it, when nothing is taken any more.</summary>
    private bool TryEnterWithRoom()
    {
        while (true)
        {
            _gate.Enter();
            if (_accepts && _buffer.HasRoom)
            {
                return true;
            }

            var room = _accepts ? _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            _gate.Exit();
            if (room is null)
            {
                return false;
            }

            Wait(room.Task);
        }
    }

    private void FreeRoomLocked()
    {
        _room?.TrySetResult();
        _room = null;
    }

    private void RefuseLocked()
    {
        _accepts = false;
        FreeRoomLocked();
    }

    [SuppressMessage(
        "ApiDesign", "RS0030:Do not use banned APIs",
        Justification = "ILogger is synchronous, so a handler that must wait for room can only block its thread. A task's own wait lets the pool replace the thread.")]
    private static void Wait(Task room) => room.Wait();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} is no longer executed here: its lease was lost, or it was deleted.")]
        public static partial void RunLost(ILogger logger, long run);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Entries} entries of run {Run} were not written: it was lost or over, or the server went down first.")]
        public static partial void Unwritten(ILogger logger, long entries, long run);
    }
}
