using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Counts matches by level. Hot.</summary>
internal sealed class LevelSink : IMatchSink
{
    /// <summary>The counts.</summary>
    internal LevelCounts Counts { get; private set; }

    /// <inheritdoc />
    public EntryFields Fields => EntryFields.Level;

    /// <inheritdoc />
    public bool TryTake(in Block block, LevelCounts matches)
    {
        Counts += matches;
        return true;
    }

    /// <inheritdoc />
    public void Take(in EntryView entry) => Counts = Counts.Plus(entry.Level);
}
