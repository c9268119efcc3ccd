namespace JobLogs.Client.Shipping;

/// <summary>What an outbox holds: segments in order, of which the last grows and the first is sent. On disk, or in memory.</summary>
internal sealed class OutboxStore : IDisposable
{
    private readonly OutboxFolder? _folder;
    private readonly ShippingOptions _options;
    private readonly SpoolSpace _space;
    private readonly TimeProvider _time;

    // Guarded by _gate; segments themselves are safe for one writer and one reader.
    private readonly Lock _gate = new();
    private readonly LinkedList<ISegment> _segments;
    private int _lastNumber;
    private bool _grows = true;

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

    /// <summary>A new one. Without a folder, or where none can be made, it is in memory.</summary>
    public static OutboxStore Create(OutboxManifest manifest, ShippingOptions options, SpoolSpace space, TimeProvider time, out string? whyNotDurable)
    {
        whyNotDurable = null;
        OutboxFolder? folder = null;
        if (options.SpoolFolder is { } spool)
        {
            try
            {
                folder = OutboxFolder.Create(spool, manifest);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                whyNotDurable = exception.Message;
            }
        }

        return new OutboxStore(manifest, folder, [], options, space, time);
    }

    /// <summary>One that another process left behind; null when it has an owner or can't be read.</summary>
    public static OutboxStore? TryTakeOver(string path, ShippingOptions options, SpoolSpace space, TimeProvider time)
    {
        if (OutboxFolder.TryTakeOver(path) is not { } folder)
        {
            return null;
        }

        if (folder.ReadManifest() is not { } manifest)
        {
            folder.Dispose();
            return null;
        }

        var store = new OutboxStore(manifest, folder, folder.OpenSegments(time), options, space, time);
        space.Count(store.Bytes);
        store.Roll();
        return store;
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
    public SentMark Sent
    {
        get => _folder?.Sent ?? default;
        set
        {
            if (_folder is not null)
            {
                _folder.Sent = value;
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

    /// <summary>Says what it is for now.</summary>
    public void Save(OutboxManifest manifest)
    {
        Manifest = manifest;
        _folder?.Save(manifest);
    }

    /// <summary>Adds whole frames; false when there is no room for them.</summary>
    /// <exception cref="IOException">They can't be written.</exception>
    public bool TryAppend(ReadOnlySpan<byte> frames)
    {
        if (!_space.TryTake(frames.Length))
        {
            return false;
        }

        try
        {
            Growing(frames.Length).Append(frames);
            return true;
        }
        catch
        {
            _space.Free(frames.Length);
            throw;
        }
    }

    /// <summary>What is added from now on goes to another segment.</summary>
    public void Roll()
    {
        lock (_gate)
        {
            _grows = false;
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
        Dispose();
        _folder?.Delete();
    }

    /// <summary>Lets go of what it holds, for another process to send.</summary>
    public void Dispose()
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

        _folder?.Dispose();
    }

    private ISegment Growing(int bytes)
    {
        lock (_gate)
        {
            if (_grows && _segments.Last is { } last && (last.Value.Length == 0 || last.Value.Length + bytes <= _options.SegmentBytes))
            {
                return last.Value;
            }

            var number = _lastNumber + 1;
            var added = _folder?.AddSegment(number, _time) ?? new MemorySegment(number, _time);
            _segments.AddLast(added);
            (_lastNumber, _grows) = (number, true);
            return added;
        }
    }
}
