using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches that are not of some runs. Hot.</summary>
/// <param name="spared">The runs whose entries don't count.</param>
internal sealed class RemovalSink(IReadOnlyList<RunExtent> spared) : IMatchSink
{
    /// <summary>How many there are.</summary>
    internal long Count { get; private set; }

    /// <inheritdoc />
    public EntryFields Fields => spared.Count > 0 ? EntryFields.Run : EntryFields.None;

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches)
    {
        var range = new SeqRange(block.FirstSeq, block.LastSeq);
        foreach (var run in spared)
        {
            if (!run.Range.And(range).IsEmpty)
            {
                return false;
            }
        }

        Count += matches.Total;
        return true;
    }

    /// <inheritdoc />
    public void Take(in EntryView entry)
    {
        foreach (var run in spared)
        {
            if (run.Run == entry.Run)
            {
                return;
            }
        }

        Count++;
    }
}
