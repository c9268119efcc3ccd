using System.Globalization;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Reads the query parameters of statistics.</summary>
internal static class StatisticsReader
{
    private const int DefaultBuckets = 60;
    private const int MaxBuckets = 1000;
    private const long MicrosPerSecond = 1_000_000;
    private const long MaxIntervalSeconds = 366 * 86_400L;

    /// <summary>What is asked for; what is wrong with it is noted in <paramref name="query"/>.</summary>
    public static StatisticsQuery Read(LogScope scope, QueryReader query, FilterReader filters)
    {
        var filter = filters.Read(query);
        var interval = Interval(query);
        var buckets = (int?)query.Integer("buckets", 1, MaxBuckets);
        if (interval is not null && buckets is not null)
        {
            query.Wrong("buckets", "is given beside interval; give one of them, for example interval=5m or buckets=60.");
        }

        return new StatisticsQuery
        {
            Scope = scope,
            Filter = filter,
            IntervalMicros = interval,
            Buckets = interval is null ? buckets ?? DefaultBuckets : null,
            Steps = query.Flag("steps", true),
            Durations = query.Flag("durations", true),
        };
    }

    private static long? Interval(QueryReader query)
    {
        if (query.Text("interval") is not { } text)
        {
            return null;
        }

        var unit = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => 0,
        };
        if (unit > 0
            && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= MaxIntervalSeconds / unit)
        {
            return number * unit * MicrosPerSecond;
        }

        query.Wrong("interval", $"'{QueryReader.Shown(text)}' is no interval from 1s to 366d such as 30s, 5m, 1h or 1d.");
        return null;
    }
}
