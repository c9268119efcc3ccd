using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Takes in all matches of a walk, in any order. Hot.</summary>
internal interface IMatchSink
{
    /// <summary>The fields that it looks at.</summary>
    EntryFields Fields { get; }

    /// <summary>
    /// Offers a block all of whose entries of the filter's levels match: true when its summary was enough, else its entries
    /// are read.
    /// </summary>
    bool TryTake(in Block block, LevelCounts matches);

    /// <summary>A match.</summary>
    void Take(in EntryView entry);
}
