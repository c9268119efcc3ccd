using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// Keeps the blocks' summaries in memory, job by job: a full block changes only when clean-up removes from it, which the
/// job's <see cref="JobExtent.RemovedInCommit"/> tells, so that a later query reads only the blocks filled since. Bounded:
/// the job that was asked for longest ago makes room; a job that is larger than all of it is read each time.
/// </summary>
public sealed class BlockCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<JobId, Kept> _jobs = [];
    private readonly long _maxBlocks;
    private long _blocks;
    private long _uses;

    /// <summary>A cache that takes about <paramref name="maxBytes"/> at most; 64 MiB are the blocks of 120 million entries.</summary>
    public BlockCache(long maxBytes = 64L * 1024 * 1024) => _maxBlocks = maxBytes / BlockList.BytesPerBlock;

    /// <summary>What is remembered of matches in these blocks.</summary>
    internal MatchMemory Matches { get; } = new();

    /// <summary>What is remembered of steps in these blocks.</summary>
    internal StepMemory Steps { get; } = new();

    /// <summary>The blocks of a job as <paramref name="snapshot"/> sees them.</summary>
    internal async ValueTask<BlockList> ReadAsync(ILogSnapshot snapshot, JobExtent extent, CancellationToken cancellationToken)
    {
        var known = Find(extent);
        var from = known.Count > 0 ? known[known.Count - 1].Number : Block.NumberOf(extent.Job, 0) - 1;
        if (from >= Block.NumberOf(extent.Job, extent.LastSeq + 1) - 1)
        {
            return known.Through(extent.LastSeq);
        }

        var more = new List<Block>();
        await snapshot.ReadBlocksAsync(extent.Job, from, more, cancellationToken);
        return more.Count == 0 ? known : Keep(extent, known, more);
    }

    private BlockList Find(JobExtent extent)
    {
        lock (_lock)
        {
            if (!_jobs.TryGetValue(extent.Job, out var kept) || kept.RemovedInCommit != extent.RemovedInCommit)
            {
                return BlockList.Empty;
            }

            kept.LastUse = ++_uses;
            return kept.Blocks;
        }
    }

    private BlockList Keep(JobExtent extent, BlockList known, List<Block> more)
    {
        lock (_lock)
        {
            var kept = _jobs.GetValueOrDefault(extent.Job);
            if (kept is not null && (kept.RemovedInCommit > extent.RemovedInCommit || kept.Blocks.Count > known.Count && kept.RemovedInCommit == extent.RemovedInCommit))
            {
                // Another query, of a later moment or beside this one, has added to the shared arrays: use none of them.
                return Copy(known).With(more);
            }

            var blocks = known.With(more);
            _blocks += blocks.Count - (kept?.Blocks.Count ?? 0);
            _jobs[extent.Job] = new Kept { Blocks = blocks, RemovedInCommit = extent.RemovedInCommit, LastUse = ++_uses };
            while (_blocks > _maxBlocks)
            {
                var oldest = _jobs.MinBy(job => job.Value.LastUse);
                _blocks -= oldest.Value.Blocks.Count;
                _jobs.Remove(oldest.Key);
            }

            return blocks;
        }
    }

    private static BlockList Copy(BlockList list)
    {
        var blocks = new List<Block>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            blocks.Add(list[i]);
        }

        return BlockList.Empty.With(blocks);
    }

    private sealed class Kept
    {
        internal required BlockList Blocks { get; init; }

        internal required long RemovedInCommit { get; init; }

        internal long LastUse { get; set; }
    }
}
