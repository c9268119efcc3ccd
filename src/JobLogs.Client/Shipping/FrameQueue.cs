using System.Diagnostics.CodeAnalysis;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Shipping;

/// <summary>
/// What a run says, in memory, until it is taken out to be spooled. Whoever logs waits a little for room, and is refused when there
/// is none. Hot: an entry is written straight into the frames.
/// </summary>
internal sealed class FrameQueue(ShippingOptions options, ShippingCounts counts, TimeProvider time)
{
    // Guarded by _gate.
    private readonly Lock _gate = new();
    private FrameBuffer _frames = new();
    private FrameBuffer _spare = new();
    private TaskCompletionSource? _room;
    private bool _isRefusing;
    private bool _isClosed;
    private long _held;
    private long _taken;

    /// <summary>Set when something was added.</summary>
    public Signal Added { get; } = new();

    /// <summary>Bytes that were added, with those before them.</summary>
    public long TakenBytes
    {
        get => Interlocked.Read(ref _taken);
        init => _taken = value;
    }

    /// <summary>Whether there is room.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return HasRoomLocked;
            }
        }
    }

    private bool HasRoomLocked => _frames.Length + _held < options.QueueBytes;

    /// <summary>Adds an entry, or counts it as refused.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="mustBeTaken">Whether it is taken even when there is no room: one of our own, which stands for many.</param>
    public void Add(in EntryFields entry, bool mustBeTaken = false)
    {
        if (!TryEnter(mustBeTaken))
        {
            return;
        }

        try
        {
            var before = _frames.Length;
            _frames.Add(entry);
            _taken += _frames.Length - before;
            counts.Take();
        }
        finally
        {
            _gate.Exit();
        }

        Added.Set();
    }

    /// <summary>Adds a step, a metric or a report, or counts it as refused.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="payload">It, as JSON.</param>
    /// <param name="mustBeTaken">Whether it is taken even when there is no room: the last word of a run.</param>
    public void Add(FrameKind kind, ReadOnlySpan<byte> payload, bool mustBeTaken = false)
    {
        if (!TryEnter(mustBeTaken))
        {
            return;
        }

        try
        {
            var before = _frames.Length;
            _frames.Add(kind, payload);
            _taken += _frames.Length - before;
        }
        finally
        {
            _gate.Exit();
        }

        Added.Set();
    }

    /// <summary>Takes out all there is; null when there is nothing. Before the next time they are given back.</summary>
    public FrameBuffer? Take()
    {
        lock (_gate)
        {
            if (_frames.Length == 0)
            {
                return null;
            }

            var taken = _frames;
            _frames = _spare;
            FreeRoomLocked();
            return taken;
        }
    }

    /// <summary>Gives back frames that were taken out and are done with.</summary>
    public void GiveBack(FrameBuffer frames)
    {
        frames.Clear();
        lock (_gate)
        {
            _spare = frames;
            FreeRoomLocked();
        }
    }

    /// <summary>Says how many bytes that were taken out are in memory all the same: they take room.</summary>
    public void Hold(long bytes)
    {
        lock (_gate)
        {
            _held = bytes;
            FreeRoomLocked();
        }
    }

    /// <summary>Takes nothing more but what must be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            FreeRoomLocked();
        }
    }

    /// <summary>Waits for room, and leaves holding the lock; false, without it, when nothing is taken.</summary>
    private bool TryEnter(bool mustBeTaken)
    {
        Task? patience = null;
        while (true)
        {
            _gate.Enter();
            if (mustBeTaken || (!_isClosed && HasRoomLocked))
            {
                return true;
            }

            if (patience is { IsCompleted: true })
            {
                // The next ones need not find out for themselves.
                _isRefusing = true;
            }

            var room = _isClosed || _isRefusing
                ? null
                : _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gate.Exit();
            if (room is null)
            {
                counts.Refuse();
                return false;
            }

            patience ??= Task.Delay(options.FullWait, time, CancellationToken.None);
            Wait(Task.WhenAny(room.Task, patience));
        }
    }

    private void FreeRoomLocked()
    {
        if (_isClosed || HasRoomLocked)
        {
            _isRefusing = false;
            _room?.TrySetResult();
            _room = null;
        }
    }

    [SuppressMessage(
        "ApiDesign", "RS0030:Do not use banned APIs",
        Justification = "ILogger is synchronous, so whoever logs can only block its thread to wait for room; at most FullWait. A task's own wait lets the pool replace the thread.")]
    private static void Wait(Task room) => room.Wait();
}
