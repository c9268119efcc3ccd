using System.Runtime.CompilerServices;
using JobLogs.Protocol.Problems;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>
/// The bounded queue to the database. Hot: a submission costs a lock and no allocation. First come, first served: whoever waits
/// for room is let in before anybody who comes later. The waiting itself is bounded by who waits: a run's sink has at most one
/// submission under way, and requests are refused when there is no room.
/// </summary>
internal sealed class StoreQueue : IStoreQueue
{
    private const int MostSpareSubmissions = 1024;

    private readonly int _batchEntries;
    private readonly int _batchBytes;
    private readonly IngestMetrics _metrics;

    private readonly Signal _work = new();

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private readonly QueueRoom _room;
    private readonly Queue<Submission> _queued = new();
    private readonly LinkedList<Submission> _waiting = new();
    private readonly Stack<Submission> _spare = new();
    private bool _closed;

    public StoreQueue(IOptions<IngestOptions> options, IngestMetrics metrics)
    {
        var limits = options.Value;
        _room = new QueueRoom(limits.QueueCommands, limits.QueueEntries, limits.QueueBytes);
        _batchEntries = limits.BatchEntries;
        _batchBytes = limits.BatchBytes;
        _metrics = metrics;
        metrics.Observe(this);
    }

    /// <summary>Commands that wait or are being committed.</summary>
    public int Commands => Read(static room => room.Commands);

    /// <summary>Entries that wait or are being committed.</summary>
    public long Entries => Read(static room => room.Entries);

    /// <summary>Bytes that wait or are being committed, about.</summary>
    public long Bytes => Read(static room => room.Bytes);

    /// <inheritdoc />
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> SubmitAsync<T>(T command, CancellationToken cancellationToken)
        where T : StoreCommand
    {
        var submission = Rent();
        submission.Fill(command);
        await WaitAsync(submission, cancellationToken);
        return command;
    }

    /// <inheritdoc />
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SubmitAllAsync(IReadOnlyList<StoreCommand> commands, CancellationToken cancellationToken)
    {
        var submission = Rent();
        submission.Fill(commands);
        await WaitAsync(submission, cancellationToken);
    }

    /// <inheritdoc />
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> SubmitNowAsync<T>(T command)
        where T : StoreCommand
    {
        var submission = Rent();
        submission.Fill(command);
        await RefuseOrWaitAsync(submission);
        return command;
    }

    /// <inheritdoc />
    public async ValueTask SubmitAllNowAsync(IReadOnlyList<StoreCommand> commands)
    {
        var submission = Rent();
        submission.Fill(commands);
        await RefuseOrWaitAsync(submission);
    }

    /// <summary>
    /// For the writer: moves what is there into <paramref name="batch"/>, up to the limits of a batch but at least one
    /// submission, waiting while there is nothing.
    /// </summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public async ValueTask<bool> TakeAsync(List<Submission> batch)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_queued.Count > 0)
                {
                    Fill(batch);
                    return true;
                }

                if (_closed)
                {
                    return false;
                }
            }

            await _work.WaitAsync();
        }
    }

    /// <summary>For the writer: gives back the room of what was taken, so that others come in. To be called before the callers are answered.</summary>
    public void Release(List<Submission> batch)
    {
        lock (_gate)
        {
            foreach (var submission in batch)
            {
                _room.Return(submission);
            }

            Admit();
        }
    }

    /// <summary>Refuses whatever comes from now on; what is there, or waits for room already, is still to be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _work.Set();
    }

    /// <summary>The refusal of a server that goes down.</summary>
    public static StoreUnavailableException Stopping() => new(ProblemCodes.ShuttingDown, "The server is stopping.");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RefuseOrWaitAsync(Submission submission)
    {
        try
        {
            if (!TryEnqueue(submission))
            {
                _metrics.Refused("queue_full");
                throw new QueueFullException();
            }

            await submission.Outcome();
        }
        finally
        {
            Return(submission);
        }
    }

    private async ValueTask WaitAsync(Submission submission, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryEnqueueOrWait(submission))
            {
                await submission.Outcome();
                return;
            }

            await using (cancellationToken.UnsafeRegister(
                static (state, token) => (((StoreQueue, Submission))state!).Item1.Cancel((((StoreQueue, Submission))state).Item2, token),
                (this, submission)))
            {
                await submission.Outcome();
            }
        }
        finally
        {
            Return(submission);
        }
    }

    private bool TryEnqueue(Submission submission)
    {
        lock (_gate)
        {
            return TryEnqueueLocked(submission);
        }
    }

    private bool TryEnqueueOrWait(Submission submission)
    {
        lock (_gate)
        {
            if (TryEnqueueLocked(submission))
            {
                return true;
            }

            _waiting.AddLast(submission.Node);
            return false;
        }
    }

    private bool TryEnqueueLocked(Submission submission)
    {
        if (_closed)
        {
            throw Stopping();
        }

        if (_waiting.Count > 0 || !_room.TryTake(submission))
        {
            return false;
        }

        _queued.Enqueue(submission);
        _work.Set();
        return true;
    }

    private void Admit()
    {
        while (_waiting.First is { } first && _room.TryTake(first.Value))
        {
            _waiting.RemoveFirst();
            _queued.Enqueue(first.Value);
            _work.Set();
        }
    }

    private void Cancel(Submission submission, CancellationToken token)
    {
        lock (_gate)
        {
            if (submission.Node.List is null)
            {
                return;
            }

            _waiting.Remove(submission.Node);
            Admit();
        }

        submission.Fail(new OperationCanceledException(token));
    }

    private void Fill(List<Submission> batch)
    {
        long entries = 0;
        long bytes = 0;
        while (_queued.TryPeek(out var next))
        {
            entries += next.Entries;
            bytes += next.Bytes;
            if (batch.Count > 0 && (entries > _batchEntries || bytes > _batchBytes))
            {
                return;
            }

            batch.Add(_queued.Dequeue());
        }
    }

    private Submission Rent()
    {
        lock (_gate)
        {
            return _spare.TryPop(out var submission) ? submission : new Submission();
        }
    }

    private void Return(Submission submission)
    {
        submission.Reset();
        lock (_gate)
        {
            if (_spare.Count < MostSpareSubmissions)
            {
                _spare.Push(submission);
            }
        }
    }

    private T Read<T>(Func<QueueRoom, T> value)
    {
        lock (_gate)
        {
            return value(_room);
        }
    }
}
