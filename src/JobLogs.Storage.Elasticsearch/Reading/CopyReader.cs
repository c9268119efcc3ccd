using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Answers questions from the index, or says why it can't. For any number of callers.</summary>
internal sealed class CopyReader(Searcher searcher) : ICopyReader
{
    /// <inheritdoc />
    public ValueTask<CopyAnswer<EntryPage>> ReadAsync(LogQuery query, long through, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AnswerAsync(new PageSearch(searcher, query, through).ReadAsync(cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<CopyAnswer<EntryBatch?>> FindAsync(JobId job, long seq, long through, CancellationToken cancellationToken) =>
        AnswerAsync(FindEntryAsync(job, seq, through, cancellationToken));

    /// <inheritdoc />
    public ValueTask<CopyAnswer<LogStatistics>> StatisticsAsync(StatisticsQuery query, long through, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AnswerAsync(new StatisticsSearch(searcher, query, through).ReadAsync(cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask<CopyAnswer<IReadOnlyList<FacetCount>>> FacetAsync(
        LogScope scope, LogFilter filter, Facet facet, int limit, long through, CancellationToken cancellationToken) =>
        AnswerAsync(new FacetSearch(searcher, scope, filter, through).ReadAsync(facet, limit, cancellationToken));

    /// <inheritdoc />
    public ValueTask<CopyAnswer<IReadOnlyList<ErrorGroup>>> ErrorsAsync(long sinceMicros, long through, CancellationToken cancellationToken) =>
        AnswerAsync(new ErrorSearch(searcher, sinceMicros, through).ReadAsync(cancellationToken));

    /// <inheritdoc />
    public ValueTask<CopyAnswer<IReadOnlyList<RunTally>>> TallyAsync(
        (JobId Job, RunId Run)? after, int limit, long through, CancellationToken cancellationToken) =>
        AnswerAsync(new TallySearch(searcher, through).ReadAsync(after, limit, cancellationToken));

    private async Task<EntryBatch?> FindEntryAsync(JobId job, long seq, long through, CancellationToken cancellationToken)
    {
        var query = new LogQuery { Scope = LogScope.OfJob(job), Filter = new LogFilter { FromSeq = seq, ToSeq = seq }, Limit = 1, Count = false };
        var page = await new PageSearch(searcher, query, through).ReadAsync(cancellationToken);
        if (page.Entries.Count > 0)
        {
            return page.Entries;
        }

        page.Dispose();
        return null;
    }

    private static async ValueTask<CopyAnswer<T>> AnswerAsync<T>(Task<T> search)
    {
        try
        {
            return new CopyAnswer<T>(await search, null);
        }
        catch (SearchFaultException fault)
        {
            return new CopyAnswer<T>(default, fault.ToNoAnswer());
        }
    }
}
