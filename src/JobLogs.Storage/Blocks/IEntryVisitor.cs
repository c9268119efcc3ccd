using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>Is shown entries one by one. Hot.</summary>
public interface IEntryVisitor
{
    /// <summary>An entry, valid during the call, with the fields that were asked for; false ends the walk.</summary>
    bool Visit(in EntryView entry);
}
