using JobLogs.Protocol.Logs;
using JobLogs.Protocol.Runs;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Answers with counts by level, step and time, and with durations.</summary>
internal sealed class LogCounts(ILogStore store, FilterReader filters)
{
    private const int MaxSpans = 10_000;

    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(LogScope scope, IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var query = new QueryReader(parameters);
        var asked = StatisticsReader.Read(scope, query, filters);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var statistics = await store.StatisticsAsync(asked, cancellationToken);
        return statistics.Histogram.Count <= MaxSpans
            ? Wire.Json(Document(statistics), LogsJsonContext.Wire.LogStatisticsDocument)
            : Problems.BadValue("interval", $"cuts these entries into {statistics.Histogram.Count} spans; at most {MaxSpans} are shown. Ask for wider ones, or for a shorter time with start_time and end_time.");
    }

    private static LogStatisticsDocument Document(LogStatistics statistics)
    {
        var total = statistics.ByLevel.Total;
        return new LogStatisticsDocument(
            total,
            Document(statistics.ByLevel),
            statistics.ByStep.ToDictionary(step => step.Step, step => step.Counts.Total, StringComparer.Ordinal),
            [.. statistics.Histogram.Select(span => new HistogramBucketDocument(Clock.FromMicros(span.StartMicros), Document(span.Counts)))],
            total == 0 ? 0 : (double)statistics.ByLevel.Errors / total,
            statistics.Durations.ToDictionary(step => step.Step ?? "", Document, StringComparer.Ordinal));
    }

    private static LevelCountsDocument Document(LevelCounts counts) =>
        new(counts.Debug, counts.Info, counts.Warning, counts.Error, counts.Critical);

    private static StepDurationsDocument Document(StepDurations step) =>
        new(step.Count, step.Min, step.Mean, step.P50, step.P95, step.P99, step.Max);
}
