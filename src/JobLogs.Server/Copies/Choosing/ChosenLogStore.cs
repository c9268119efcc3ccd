using JobLogs.Storage;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Copies.Choosing;

/// <summary>
/// The log as the reading side sees it: the database, and for some questions the copy, whose answer is the same. When the copy has
/// none the database gives it, unless the copy was asked for by name.
/// </summary>
internal sealed class ChosenLogStore(ILogStore database, CopyQuestions copy) : ILogStore
{
    /// <inheritdoc />
    public ulong Salt => database.Salt;

    /// <inheritdoc />
    public bool HasCopy => true;

    /// <inheritdoc />
    public async ValueTask<EntryPage> ReadAsync(LogQuery query, CancellationToken cancellationToken)
    {
        CopyQuestions.Question<EntryPage> question = (copy, through, token) => copy.ReadAsync(query, through, token);
        if (query.Store == LogStoreKind.Copy)
        {
            // Where nothing was copied yet, the database's answer is the copy's.
            return OfCopy((await copy.AskAsync(query.Scope, question, cancellationToken)).TryGet(out var copied)
                ? copied
                : await database.ReadAsync(query, cancellationToken));
        }

        return query.Store is null && WorthAsking.Is(query) && (await copy.TryAskAsync(query.Scope, question, cancellationToken)).TryGet(out var page)
            ? OfCopy(page)
            : await database.ReadAsync(query, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<EntryBatch?> FindAsync(JobId job, long seq, CancellationToken cancellationToken) =>
        database.FindAsync(job, seq, cancellationToken);

    /// <inheritdoc />
    public ValueTask<FeedPage> ReadFeedAsync(FeedQuery query, CancellationToken cancellationToken) => database.ReadFeedAsync(query, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Place> EndAsync(LogScope scope, CancellationToken cancellationToken) => database.EndAsync(scope, cancellationToken);

    /// <inheritdoc />
    public ValueTask<long?> RemovedThroughAsync(LogScope scope, Place after, CancellationToken cancellationToken) =>
        database.RemovedThroughAsync(scope, after, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<LogStatistics> StatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken) =>
        WorthAsking.Is(query)
            && (await copy.TryAskAsync(query.Scope, (copy, through, token) => copy.StatisticsAsync(query, through, token), cancellationToken)).TryGet(out var answer)
            ? answer
            : await database.StatisticsAsync(query, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FacetCount>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken) =>
        WorthAsking.Is(scope, filter, facet)
            && (await copy.TryAskAsync(scope, (copy, through, token) => copy.FacetAsync(scope, filter, facet, limit, through, token), cancellationToken)).TryGet(out var answer)
            ? answer
            : await database.FacetAsync(scope, filter, facet, limit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(long sinceMicros, CancellationToken cancellationToken) =>
        database.ErrorsAsync(sinceMicros, cancellationToken);

    /// <inheritdoc />
    public ValueTask<RemovalCount> CountBeforeAsync(JobId job, long beforeMicros, CancellationToken cancellationToken) =>
        database.CountBeforeAsync(job, beforeMicros, cancellationToken);

    /// <inheritdoc />
    public ValueTask<StoreStatus> StatusAsync(CancellationToken cancellationToken) => database.StatusAsync(cancellationToken);

    private static EntryPage OfCopy(EntryPage page)
    {
        page.Store = LogStoreKind.Copy;
        return page;
    }
}
