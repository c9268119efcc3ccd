using JobLogs.Storage.Copies;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Tests.Elasticsearch;

/// <summary>Asks the copy once it has everything, and fails where it has no answer; what is never asked of it is the database's.</summary>
internal sealed class CopiedLogStore(ILogStore database, ICopyReader copy, CopyFollower follower) : ILogStore
{
    public ulong Salt => database.Salt;

    public async ValueTask<EntryPage> ReadAsync(LogQuery query, CancellationToken cancellationToken) =>
        Answer(await copy.ReadAsync(query, await ThroughAsync(), cancellationToken)) ?? await database.ReadAsync(query, cancellationToken);

    public async ValueTask<EntryBatch?> FindAsync(JobId job, long seq, CancellationToken cancellationToken) =>
        Answer(await copy.FindAsync(job, seq, await ThroughAsync(), cancellationToken));

    public async ValueTask<LogStatistics> StatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken)
    {
        if (Answer(await copy.StatisticsAsync(query, await ThroughAsync(), cancellationToken)) is not { } counted)
        {
            return await database.StatisticsAsync(query, cancellationToken);
        }

        counted.Durations.ShouldBeEmpty();
        return counted with { Durations = (await database.StatisticsAsync(query, cancellationToken)).Durations };
    }

    public async ValueTask<IReadOnlyList<FacetCount>> FacetAsync(LogScope scope, LogFilter filter, Facet facet, int limit, CancellationToken cancellationToken) =>
        Answer(await copy.FacetAsync(scope, filter, facet, limit, await ThroughAsync(), cancellationToken))
        ?? await database.FacetAsync(scope, filter, facet, limit, cancellationToken);

    public async ValueTask<IReadOnlyList<ErrorGroup>> ErrorsAsync(long sinceMicros, CancellationToken cancellationToken) =>
        Answer(await copy.ErrorsAsync(sinceMicros, await ThroughAsync(), cancellationToken)) ?? await database.ErrorsAsync(sinceMicros, cancellationToken);

    public ValueTask<FeedPage> ReadFeedAsync(FeedQuery query, CancellationToken cancellationToken) => database.ReadFeedAsync(query, cancellationToken);

    public ValueTask<Place> EndAsync(LogScope scope, CancellationToken cancellationToken) => database.EndAsync(scope, cancellationToken);

    public ValueTask<long?> RemovedThroughAsync(LogScope scope, Place after, CancellationToken cancellationToken) =>
        database.RemovedThroughAsync(scope, after, cancellationToken);

    public ValueTask<RemovalCount> CountBeforeAsync(JobId job, long beforeMicros, CancellationToken cancellationToken) =>
        database.CountBeforeAsync(job, beforeMicros, cancellationToken);

    public ValueTask<StoreStatus> StatusAsync(CancellationToken cancellationToken) => database.StatusAsync(cancellationToken);

    private async ValueTask<long> ThroughAsync()
    {
        await follower.CatchUpAsync();
        return follower.Through;
    }

    // Null before anything was copied: then there is no index.
    private static T? Answer<T>(CopyAnswer<T> answer)
        where T : class?
    {
        answer.Missing?.Reason.ShouldBe(NoAnswerReason.NoIndex, answer.Missing.Detail);
        return answer.Value;
    }
}
