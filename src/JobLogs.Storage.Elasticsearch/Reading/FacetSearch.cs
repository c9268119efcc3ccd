using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Counts by job, level, step or error code.</summary>
internal sealed class FacetSearch(Searcher searcher, LogScope scope, LogFilter filter, long through)
{
    /// <summary>The commonest values, most first.</summary>
    internal async Task<IReadOnlyList<FacetCount>> ReadAsync(Facet facet, int limit, CancellationToken cancellationToken)
    {
        var counts = facet switch
        {
            Facet.Job => await JobsAsync(cancellationToken),
            Facet.Level => (await ValuesAsync(Fields.Level, cancellationToken)).Select(count => count with { Value = NameOf(count.Value) }),
            Facet.Step => await ValuesAsync(Fields.Step, cancellationToken),
            _ => await ValuesAsync(Fields.ErrorCode, cancellationToken),
        };
        return [.. counts.OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal).Take(limit)];
    }

    private async Task<IEnumerable<FacetCount>> ValuesAsync(string field, CancellationToken cancellationToken)
    {
        var counted = await searcher.AggregateAsync(
            scope, filter, through, json => AggregationJson.WriteTerms(json, "values", field, AggregationJson.MostValues),
            SearchJson.Default.SearchReplyOfValueBuckets, cancellationToken);
        return BucketCounts.Complete(counted.Values).Select(bucket => new FacetCount(bucket.Key, bucket.DocCount));
    }

    private async Task<IEnumerable<FacetCount>> JobsAsync(CancellationToken cancellationToken)
    {
        var counted = await searcher.AggregateAsync(
            scope, filter, through, json => AggregationJson.WriteTerms(json, "values", Fields.Job, AggregationJson.MostValues),
            SearchJson.Default.SearchReplyOfNumberBuckets, cancellationToken);
        return BucketCounts.Complete(counted.Values).Select(bucket => new FacetCount($"{bucket.Key}", bucket.DocCount));
    }

    private static string NameOf(string level) => LevelTexts.TryParse(level, out var known) ? $"{known}" : level;
}
