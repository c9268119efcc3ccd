using JobLogs.Server.Handlers.PaperSearch;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Tests.Server.Handlers.PaperSearch;

/// <summary>Keeps papers in memory, by source and id.</summary>
internal sealed class PaperShelf : IPaperStore, IPaperKeeper
{
    public Dictionary<(string Source, string Id), Paper> Papers { get; } = [];

    /// <summary>Called before a paper is kept; may throw.</summary>
    public Action<Paper> Keeping { get; set; } = _ => { };

    public ValueTask KeepAsync(Paper paper, CancellationToken cancellationToken)
    {
        Keeping(paper);
        Papers[(paper.Source, paper.Id)] = paper;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlySet<string>> ExistingAsync(string source, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        new(ids.Where(id => Papers.ContainsKey((source, id))).ToHashSet());

    public ValueTask<PageOf<Paper>> ListAsync(PaperQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
