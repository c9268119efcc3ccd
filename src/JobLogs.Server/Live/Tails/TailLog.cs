using System.Runtime.InteropServices;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>
/// The recent commits of one job, or of all. One writer appends and evicts (under the tail's lock); readers walk along by the
/// numbers of the chunks without any lock, and hold no chunk while they wait. Hot.
/// <para>
/// It is complete after <see cref="_completeAfter"/>: the greater of the place up to which something was evicted and the place at
/// which the store's end stood at some moment after the log was made (what is committed later than that is published
/// later, too). Before the latter is known, nobody may read it.
/// </para>
/// </summary>
internal sealed class TailLog(JobId? job, Wakeup wakeup)
{
    // Guarded by the tail's lock; the ring and the numbers are read without it.
    private TailChunk?[] _ring = new TailChunk?[16];
    private long _first;
    private long _next;
    private Place _last;
    private Place? _completeAfter;
    private Place _evicted;

    /// <summary>The job; null for all.</summary>
    public JobId? Job => job;

    /// <summary>Wakes who follows.</summary>
    public Wakeup Wakeup => wakeup;

    /// <summary>How many followers read it; without any, nothing is kept. Guarded by the tail's lock.</summary>
    public int Readers { get; set; }

    /// <summary>About how much memory its chunks take. Guarded by the tail's lock.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many items it holds. Guarded by the tail's lock.</summary>
    public int Items { get; private set; }

    /// <summary>Whether the job was deleted while somebody followed it.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>The number that the next chunk will get.</summary>
    public long Next => Volatile.Read(ref _next);

    private LogScope Scope => new(job, null);

    /// <summary>The chunk with a number, or null when it is not there (yet, or any more).</summary>
    public TailChunk? Chunk(long number)
    {
        var ring = Volatile.Read(ref _ring);
        var chunk = Volatile.Read(ref ring[number & (ring.Length - 1)]);
        return chunk is not null && NumberOf(chunk) == number ? chunk : null;
    }

    /// <summary>The place after which the log is complete, or null when that isn't known. Call under the tail's lock.</summary>
    public Place? CompleteAfter() => _completeAfter is { } proof ? Later(proof, _evicted) : null;

    /// <summary>The last place that was published or proved, or null when none is known. Call under the tail's lock.</summary>
    public Place? End() => _completeAfter is { } proof ? Later(proof, _last) : _last == default ? null : _last;

    /// <summary>The store's end stood at <paramref name="end"/> at a moment after the log was made. Call under the tail's lock.</summary>
    public void Prove(in Place end) => _completeAfter ??= end;

    /// <summary>The number of the first chunk with something after <paramref name="place"/>. Call under the tail's lock.</summary>
    public long FirstAfter(in Place place)
    {
        var (low, high) = (_first, _next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Scope.Compare(Chunk(middle)!.Last, place) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Appends chunks that follow all that is there. Call under the tail's lock.</summary>
    public void Append(List<TailChunk> chunks)
    {
        foreach (ref readonly var chunk in CollectionsMarshal.AsSpan(chunks))
        {
            if (_next - _first == _ring.Length)
            {
                Grow();
            }

            Number(chunk, _next);
            Volatile.Write(ref _ring[_next & (_ring.Length - 1)], chunk);
            Volatile.Write(ref _next, _next + 1);
            Bytes += chunk.Bytes;
            Items += chunk.Count;
        }
    }

    /// <summary>Notes how far commits have come, kept or not. Call under the tail's lock.</summary>
    public void MoveTo(in Place place, bool removed)
    {
        _last = Later(place, _last);
        IsRemoved |= removed;
    }

    /// <summary>Evicts the oldest chunks until it holds no more than this; the newest always stays. Call under the tail's lock.</summary>
    public void Trim(long bytes, int items)
    {
        while (_next - _first > 1 && (Bytes > bytes || Items > items))
        {
            Evict();
        }
    }

    /// <summary>Forgets everything: nobody reads it any more. Call under the tail's lock.</summary>
    public void Clear()
    {
        while (_next > _first)
        {
            Evict();
        }

        _completeAfter = null;
    }

    private void Evict()
    {
        ref var slot = ref _ring[_first & (_ring.Length - 1)];
        _evicted = slot!.Last;
        Bytes -= slot.Bytes;
        Items -= slot.Count;
        Volatile.Write(ref slot, null);
        _first++;
    }

    private void Grow()
    {
        var grown = new TailChunk?[_ring.Length * 2];
        for (var number = _first; number < _next; number++)
        {
            grown[number & (grown.Length - 1)] = _ring[number & (_ring.Length - 1)];
        }

        Volatile.Write(ref _ring, grown);
    }

    private Place Later(in Place left, in Place right) => Scope.Compare(left, right) >= 0 ? left : right;

    private long NumberOf(TailChunk chunk) => job is null ? chunk.NumberInAll : chunk.NumberInJob;

    private void Number(TailChunk chunk, long number)
    {
        if (job is null)
        {
            chunk.NumberInAll = number;
        }
        else
        {
            chunk.NumberInJob = number;
        }
    }
}
