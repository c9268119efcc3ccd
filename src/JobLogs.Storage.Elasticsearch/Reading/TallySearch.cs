using System.Text.Json;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Reading.Aggregations;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch.Reading;

/// <summary>Counts the documents of each run.</summary>
internal sealed class TallySearch(Searcher searcher, long through)
{
    /// <summary>A page of runs.</summary>
    internal async Task<IReadOnlyList<RunTally>> ReadAsync((JobId Job, RunId Run)? after, int limit, CancellationToken cancellationToken)
    {
        var found = await searcher.AggregateAsync(
            json => json.Range(Fields.Commit, ("lte", through)), json => Write(json, after, limit), SearchJson.Default.SearchReplyOfTallyBuckets, cancellationToken);
        return [.. (found.Groups?.Buckets ?? []).Select(TallyOf)];
    }

    private static void Write(Utf8JsonWriter json, (JobId Job, RunId Run)? after, int limit) => AggregationJson.WriteGroups(
        json,
        [("job", Fields.Job, false), ("run", Fields.Run, false)],
        limit,
        after is { } last ? key => WriteKey(key, last) : null,
        static inner => AggregationJson.WriteTerms(inner, "datasets", Fields.Dataset, 3));

    private static void WriteKey(Utf8JsonWriter json, (JobId Job, RunId Run) last)
    {
        json.WriteStartObject();
        json.WriteNumber("job", last.Job.Number);
        json.WriteNumber("run", last.Run.Number);
        json.WriteEndObject();
    }

    private static RunTally TallyOf(TallyBuckets.TallyBucket bucket)
    {
        var counts = BucketCounts.Complete(bucket.Datasets).ToDictionary(dataset => dataset.Key, dataset => dataset.DocCount, StringComparer.Ordinal);
        return new RunTally(
            new JobId((int)bucket.Key.Job), new RunId(bucket.Key.Run), counts.GetValueOrDefault(Datasets.Entry),
            counts.GetValueOrDefault(Datasets.Status), counts.GetValueOrDefault(Datasets.Metric));
    }
}
