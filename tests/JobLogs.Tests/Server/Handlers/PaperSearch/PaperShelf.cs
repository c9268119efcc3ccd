using JobLogs.Server.Ingest;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Tests.Server.Handlers.PaperSearch;

/// <summary>The store and the queue to it, for papers only: kept in memory, by source and id.</summary>
internal sealed class PaperShelf : IPaperStore, IStoreQueue
{
    public Dictionary<(string Source, string Id), Paper> Papers { get; } = [];

    /// <summary>Called before a paper is kept; may throw.</summary>
    public Action<Paper> Keeping { get; set; } = _ => { };

    public ValueTask<T> SubmitAsync<T>(T command, CancellationToken cancellationToken)
        where T : StoreCommand
    {
        foreach (var paper in ((SavePapers)(StoreCommand)command).Papers)
        {
            Keeping(paper);
            Papers[(paper.Source, paper.Id)] = paper;
        }

        return new(command);
    }

    public ValueTask<T> SubmitNowAsync<T>(T command)
        where T : StoreCommand => throw new NotSupportedException();

    public ValueTask SubmitAllAsync(IReadOnlyList<StoreCommand> commands, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SubmitAllNowAsync(IReadOnlyList<StoreCommand> commands) => throw new NotSupportedException();

    public ValueTask<IReadOnlySet<string>> ExistingAsync(string source, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        new(ids.Where(id => Papers.ContainsKey((source, id))).ToHashSet());

    public ValueTask<PageOf<Paper>> ListAsync(PaperQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
