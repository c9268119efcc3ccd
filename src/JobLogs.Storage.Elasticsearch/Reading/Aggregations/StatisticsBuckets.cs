namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>What statistics ask for.</summary>
internal sealed record StatisticsBuckets
{
    public Terms<string>? Levels { get; init; }

    public Terms<string>? Steps { get; init; }

    public Terms<double>? Times { get; init; }

    public SingleValue? Last { get; init; }
}
