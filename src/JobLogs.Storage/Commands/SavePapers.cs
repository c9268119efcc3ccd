using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Keeps papers, in place of those with the same source and id.</summary>
public sealed class SavePapers(IReadOnlyList<Paper> papers) : StoreCommand
{
    /// <summary>The papers.</summary>
    public IReadOnlyList<Paper> Papers { get; } = papers;

    /// <inheritdoc />
    public override int Entries => Papers.Count;
}
