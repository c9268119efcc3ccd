using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>
/// The blocks of one job in rising order, and running sums of their counts, so that a range of any length is counted by one
/// subtraction. The arrays are shared with later lists, which only add behind <see cref="Count"/>.
/// </summary>
internal readonly struct BlockList
{
    private readonly Block[] _blocks;
    private readonly LevelCounts[] _before;

    internal BlockList(Block[] blocks, LevelCounts[] before, int count)
    {
        _blocks = blocks;
        _before = before;
        Count = count;
    }

    /// <summary>About what a block takes in memory.</summary>
    internal const int BytesPerBlock = 136;

    internal static BlockList Empty { get; } = new([], [default], 0);

    /// <summary>How many there are.</summary>
    internal int Count { get; }

    internal ref readonly Block this[int index] => ref _blocks[index];

    /// <summary>Entries of the blocks from one index to before another.</summary>
    internal LevelCounts Sum(int from, int end) => from >= end ? default : Minus(_before[end], _before[from]);

    /// <summary>The first index whose block ends at <paramref name="seq"/> or later; <see cref="Count"/> when none does.</summary>
    internal int FirstEndingAt(long seq) => First(static (in Block block, long seq) => block.LastSeq >= seq, seq);

    /// <summary>The first index whose block begins after <paramref name="seq"/>.</summary>
    internal int FirstBeginningAfter(long seq) => First(static (in Block block, long seq) => block.FirstSeq > seq, seq);

    /// <summary>The first index whose block has entries of <paramref name="commit"/> or later ones.</summary>
    internal int FirstEndingAtCommit(long commit) => First(static (in Block block, long commit) => block.LastCommit >= commit, commit);

    /// <summary>The first index whose block has no entries of <paramref name="commit"/> or earlier ones.</summary>
    internal int FirstBeginningAfterCommit(long commit) => First(static (in Block block, long commit) => block.FirstCommit > commit, commit);

    /// <summary>The blocks that lie wholly at or before <paramref name="seq"/>.</summary>
    internal BlockList Through(long seq) => new(_blocks, _before, First(static (in Block block, long seq) => block.LastSeq > seq, seq));

    /// <summary>This list and <paramref name="more"/> behind it; the arrays are kept where there is room.</summary>
    internal BlockList With(List<Block> more)
    {
        if (more.Count == 0)
        {
            return this;
        }

        var (blocks, before) = (_blocks, _before);
        var count = Count + more.Count;
        if (count > blocks.Length)
        {
            var capacity = Math.Max(count, Count + (Count / 2));
            Array.Resize(ref blocks, capacity);
            Array.Resize(ref before, capacity + 1);
        }

        for (var i = 0; i < more.Count; i++)
        {
            blocks[Count + i] = more[i];
            before[Count + i + 1] = before[Count + i] + more[i].Counts;
        }

        return new BlockList(blocks, before, count);
    }

    private int First(Condition condition, long value)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = condition(_blocks[middle], value) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static LevelCounts Minus(LevelCounts left, LevelCounts right) => new(
        left.Debug - right.Debug,
        left.Info - right.Info,
        left.Warning - right.Warning,
        left.Error - right.Error,
        left.Critical - right.Critical);

    private delegate bool Condition(in Block block, long value);
}
