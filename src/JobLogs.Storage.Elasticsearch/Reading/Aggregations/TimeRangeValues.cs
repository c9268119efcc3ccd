namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>The first and the last timestamp.</summary>
internal sealed record TimeRangeValues
{
    public SingleValue? First { get; init; }

    public SingleValue? Last { get; init; }
}
