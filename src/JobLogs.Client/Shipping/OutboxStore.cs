namespace JobLogs.Client.Shipping;

/// <summary>
/// What an outbox holds: segments in order, of which the last grows and the first is sent. On disk, or in memory where there is no
/// folder. While the disk takes nothing, what comes is held in memory behind what is on disk; a segment that comes to the disk later
/// keeps its number, so that its entries are the same, however much of it was sent meanwhile.
/// </summary>
internal sealed class OutboxStore : IDisposable
{
    // More than one process gives to what it holds in memory: at most one a second, beside one each SegmentBytes.
    private const int NumbersOfAnother = 1_000_000;

    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(1);

    private readonly OutboxFolder? _folder;
    private readonly ShippingOptions _options;
    private readonly SpoolSpace _space;
    private readonly TimeProvider _time;

    // Guarded by _gate; segments themselves are safe for one writer and one reader.
    private readonly Lock _gate = new();
    private readonly LinkedList<ISegment> _segments;
    private int _lastNumber;
    private bool _grows = true;
    private SentMark _sent;

    // When the disk, which took nothing, is tried again.
    private DateTimeOffset _nextTry;

    private OutboxStore(OutboxManifest manifest, OutboxFolder? folder, IEnumerable<ISegment> segments, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        (Manifest, _folder, _options, _space, _time) = (manifest, folder, options, space, time);
        _segments = new LinkedList<ISegment>(segments);
        _lastNumber = _segments.Last?.Value.Number ?? 0;
    }

    /// <summary>What it is for.</summary>
    public OutboxManifest Manifest { get; private set; }

    /// <summary>Whether it outlives the process.</summary>
    public bool IsDurable => _folder is not null;

    /// <summary>Why the folder that was wanted took nothing when it was tried last; null when it did, or none was wanted.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether there is a folder, whose disk takes nothing now.</summary>
    public bool IsDiskAway => IsDurable && Trouble is not null;

    /// <summary>Whether the server was asked for the run before, so that it may be there without our knowing.</summary>
    public bool WasAskedFor { get; set; }

    /// <summary>A new one. Without a folder, or where none can be made, it is in memory.</summary>
    public static OutboxStore Create(OutboxManifest manifest, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        string? trouble = null;
        OutboxFolder? folder = null;
        if (options.SpoolFolder is { } spool)
        {
            try
            {
                folder = OutboxFolder.Create(spool, manifest);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                trouble = exception.Message;
            }
        }

        return new OutboxStore(manifest, folder, [], options, space, time) { Trouble = trouble };
    }

    /// <summary>One that another process left behind; null when it has an owner or can't be read.</summary>
    public static OutboxStore? TryTakeOver(string path, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        if (OutboxFolder.TryTakeOver(path) is not { } folder)
        {
            return null;
        }

        try
        {
            if (folder.ReadManifest() is { } manifest)
            {
                var store = new OutboxStore(manifest, folder, folder.OpenSegments(time), options, space, time) { WasAskedFor = true };
                space.Count(store.Bytes);

                // Numbers are not given twice: neither of entries in its last segment, nor of segments that were sent from memory and left no file.
                store._grows = false;
                store._lastNumber = Math.Max(store._lastNumber, store.Sent.Segment) + NumbersOfAnother;
                return store;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its files can't be opened now; another time, or another process, may.
        }

        folder.Dispose();
        return null;
    }

    /// <summary>Bytes in it.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _segments.Sum(static segment => segment.Length);
            }
        }
    }

    /// <summary>How far it was sent, as far as that is kept.</summary>
    public SentMark Sent => _folder?.Sent ?? default;

    /// <summary>Keeps how far it was sent, where it can be: without it, what is sent twice is passed over by the server.</summary>
    /// <returns>Why it can't be kept; null when it is.</returns>
    public string? TryKeep(SentMark sent)
    {
        lock (_gate)
        {
            _sent = sent;
        }

        try
        {
            _folder?.Keep(sent);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <summary>Bytes that are neither on disk nor at the server, and lost with this process.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return Held().Sum(held => held.Length - SentOf(held));
            }
        }
    }

    /// <summary>Entries that are neither on disk nor at the server. When nothing is added any more.</summary>
    public long HeldEntries
    {
        get
        {
            lock (_gate)
            {
                return Held().Sum(held => (long)FrameBuffer.CountEntries(held.Written[(int)SentOf(held)..]));
            }
        }
    }

    /// <summary>The segment to send from; null when there is none.</summary>
    public ISegment? First
    {
        get
        {
            lock (_gate)
            {
                return _segments.First?.Value;
            }
        }
    }

    /// <summary>Whether nothing will be added to this segment any more.</summary>
    public bool IsClosed(ISegment segment)
    {
        lock (_gate)
        {
            return !_grows || segment != _segments.Last?.Value;
        }
    }

    /// <summary>Notes the run that was made. Where that can't be kept, the next process finds the run by our id in its parameters.</summary>
    public void Learn(string run)
    {
        Manifest = Manifest with { RunId = run };
        try
        {
            _folder?.Save(Manifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is kept is enough to find it.
        }
    }

    /// <summary>Adds whole frames, in memory where the disk doesn't take them; false when there is no room for them.</summary>
    public bool TryAppend(ReadOnlySpan<byte> frames)
    {
        var mayWrite = TryReturnToDisk();
        if (!_space.TryTake(frames.Length))
        {
            return false;
        }

        if (!mayWrite || !TryWrite(frames))
        {
            Growing(frames.Length, isInMemory: true).Append(frames);
        }

        return true;
    }

    /// <summary>Brings to the disk what is held in memory, in order, where the last try that failed is long enough ago. By the one who adds.</summary>
    /// <param name="isLast">Whether to try in any case, since there will be no other time.</param>
    /// <returns>Whether what is added now may be written to the disk.</returns>
    public bool TryReturnToDisk(bool isLast = false)
    {
        if (!IsDiskAway || (!isLast && _time.GetUtcNow() < _nextTry))
        {
            return IsDurable && !IsDiskAway;
        }

        LinkedListNode<ISegment>[] held;
        lock (_gate)
        {
            held = [.. Nodes().Where(node => node.Value is MemorySegment segment && segment.Length > SentOf(segment))];
        }

        if (!held.All(TryMove))
        {
            return false;
        }

        lock (_gate)
        {
            // What is in memory still, or has just moved and may be read from memory at this moment, grows no more.
            _grows = false;
        }

        return true;
    }

    /// <summary>What is added from now on goes to another segment, unless the last is empty: a disk that stays full shall not get a file a try.</summary>
    public void Roll()
    {
        lock (_gate)
        {
            _grows = _grows && _segments.Last is { Value.Length: 0 };
        }
    }

    /// <summary>Removes the first segment.</summary>
    public void DeleteFirst()
    {
        ISegment first;
        lock (_gate)
        {
            first = _segments.First!.Value;
            _segments.RemoveFirst();
        }

        var length = first.Length;
        first.Delete();
        _space.Free(length);
    }

    /// <summary>Removes everything.</summary>
    public void Delete()
    {
        CloseSegments();
        _folder?.Delete();
    }

    /// <summary>Lets go of what it holds, for another process to send.</summary>
    public void Dispose()
    {
        CloseSegments();
        _folder?.Dispose();
    }

    private void CloseSegments()
    {
        lock (_gate)
        {
            foreach (var segment in _segments)
            {
                _space.Free(segment.Length);
                segment.Dispose();
            }

            _segments.Clear();
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> frames)
    {
        try
        {
            Growing(frames.Length, isInMemory: false).Append(frames);
            Trouble = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LeaveDisk(exception);
            return false;
        }
    }

    /// <summary>Puts a file in the place of a segment in memory.</summary>
    private bool TryMove(LinkedListNode<ISegment> node)
    {
        FileSegment? file = null;
        try
        {
            var segment = (MemorySegment)node.Value;
            file = _folder!.AddSegment(segment.Number, _time);
            file.Append(segment.Written);
            Trouble = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LeaveDisk(exception);
            file?.Delete();
            return false;
        }

        lock (_gate)
        {
            if (node.List is not null)
            {
                node.Value = file;
                return true;
            }
        }

        // All of it came to the server meanwhile.
        file.Delete();
        return true;
    }

    private void LeaveDisk(Exception why) => (Trouble, _nextTry) = (why.Message, _time.GetUtcNow() + DiskPause);

    private ISegment Growing(int bytes, bool isInMemory)
    {
        lock (_gate)
        {
            if (_grows && _segments.Last?.Value is { } last && last is MemorySegment == isInMemory
                && (last.Length == 0 || last.Length + bytes <= _options.SegmentBytes))
            {
                return last;
            }

            var number = _lastNumber + 1;
            ISegment added = isInMemory ? new MemorySegment(number, _time) : _folder!.AddSegment(number, _time);
            _segments.AddLast(added);
            (_lastNumber, _grows) = (number, true);
            return added;
        }
    }

    private IEnumerable<LinkedListNode<ISegment>> Nodes()
    {
        for (var node = _segments.First; node is not null; node = node.Next)
        {
            yield return node;
        }
    }

    private IEnumerable<MemorySegment> Held() => _segments.OfType<MemorySegment>();

    private long SentOf(MemorySegment segment) => _sent.Segment == segment.Number ? _sent.Position : 0;
}
