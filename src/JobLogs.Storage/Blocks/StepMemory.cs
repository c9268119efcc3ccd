using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Remembers what the full blocks of a job add up to by step, filter by filter, so that the same statistics asked again read
/// only the blocks filled since. Bounded; what was asked for longest ago goes first.
/// </summary>
internal sealed class StepMemory
{
    private const int MaxKept = 64;
    private const int MaxDurations = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Kept> _kept = [];
    private long _durations;
    private long _uses;

    /// <summary>Adds the totals of the job's full blocks that match: what is remembered of them, and the rest read.</summary>
    internal async ValueTask AddToAsync(StepTotals sum, JobWalk walk, bool counts, bool durations, CancellationToken cancellationToken)
    {
        var key = new Key(walk.Extent.Job, walk.Plan.Key, counts, durations);
        var (totals, read) = Take(key, walk) ?? (new StepTotals(counts, durations), walk.First);
        await MatchWalk.RunAsync(walk, read, walk.Tail - 1, totals, cancellationToken);
        sum.Add(totals);
        Keep(key, walk, totals);
    }

    // Taken out, since whoever has it goes on counting in it; a query beside that one counts for itself.
    private (StepTotals Totals, int Read)? Take(Key key, JobWalk walk)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(key, out var kept) || kept.RemovedInCommit != walk.Extent.RemovedInCommit || kept.Read > walk.Tail)
            {
                return null;
            }

            Forget(key, kept);
            return (kept.Totals, kept.Read);
        }
    }

    private void Keep(Key key, JobWalk walk, StepTotals totals)
    {
        var kept = new Kept(totals, totals.Size, walk.Tail, walk.Extent.RemovedInCommit);
        lock (_lock)
        {
            if (_kept.TryGetValue(key, out var other))
            {
                if (other.RemovedInCommit > kept.RemovedInCommit || (other.RemovedInCommit == kept.RemovedInCommit && other.Read >= kept.Read))
                {
                    return;
                }

                Forget(key, other);
            }

            _kept.Add(key, kept);
            kept.LastUse = ++_uses;
            _durations += kept.Size;
            while (_kept.Count > MaxKept || _durations > MaxDurations)
            {
                var oldest = _kept.MinBy(pair => pair.Value.LastUse);
                Forget(oldest.Key, oldest.Value);
            }
        }
    }

    private void Forget(Key key, Kept kept)
    {
        _kept.Remove(key);
        _durations -= kept.Size;
    }

    private readonly record struct Key(JobId Job, FilterKey Filter, bool Counts, bool Durations);

    private sealed record Kept(StepTotals Totals, int Size, int Read, long RemovedInCommit)
    {
        internal long LastUse { get; set; }
    }
}
