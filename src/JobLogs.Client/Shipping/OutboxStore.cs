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

    /// <summary>Why the folder that was wanted can't be used; null when it can, or none was wanted.</summary>
    public string? Trouble { get; private init; }

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
                var store = new OutboxStore(manifest, folder, folder.OpenSegments(time), options, space, time);
                space.Count(store.Bytes);

                // Whatever its last segment had, numbers are not given twice.
                store._grows = false;
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
            // What is kept says that the run was asked for, and is enough to find it.
        }
    }

    /// <summary>Says what it is for now.</summary>
    /// <exception cref="JobLogsException">It can't be kept.</exception>
    public void Save(OutboxManifest manifest)
    {
        try
        {
            _folder?.Save(manifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JobLogsException(JobLogsException.SpoolUnwritable, $"The spool can't be written: {exception.Message}", exception);
        }

        Manifest = manifest;
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
