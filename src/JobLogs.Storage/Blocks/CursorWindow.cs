using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>The places between two cursors, neither included, in the order of a scope. Hot.</summary>
internal readonly struct CursorWindow(LogScope scope, Place? after, Place? before)
{
    /// <summary>Whether the entry at this place lies in it.</summary>
    internal bool Contains(in Place place) =>
        (after is not { } low || scope.Compare(place, low) > 0) && (before is not { } high || scope.Compare(place, high) < 0);

    /// <summary>Whether all entries of a block lie in it.</summary>
    internal bool Covers(in Block block) =>
        Contains(new Place(block.FirstCommit, block.Job, block.FirstSeq, 0)) && Contains(new Place(block.LastCommit, block.Job, block.LastSeq, 0));

    /// <summary>The first block that can have entries in it.</summary>
    internal int First(in BlockList blocks) => after switch
    {
        null => 0,
        { } low when scope.Job is null => blocks.FirstEndingAtCommit(low.Commit),
        { } low => blocks.FirstEndingAt(low.Seq + 1),
    };

    /// <summary>The first block behind it: the next after the last that can have entries in it.</summary>
    internal int End(in BlockList blocks) => before switch
    {
        null => blocks.Count,
        { } high when scope.Job is null => blocks.FirstBeginningAfterCommit(high.Commit),
        { } high => blocks.FirstBeginningAfter(high.Seq),
    };

    /// <summary>Places of one job's log that can lie in it: exact in a job's own order.</summary>
    internal SeqRange Seqs => scope.Job is null
        ? new SeqRange(1, EntryKey.MaxSeq)
        : new SeqRange(after is { } low ? low.Seq + 1 : 1, before is not { } high ? EntryKey.MaxSeq : high.Event > 0 ? high.Seq : high.Seq - 1);
}
