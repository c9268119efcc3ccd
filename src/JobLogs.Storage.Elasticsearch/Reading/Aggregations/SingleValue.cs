namespace JobLogs.Storage.Elasticsearch.Reading.Aggregations;

/// <summary>A number; null over nothing. Whole numbers are exact below 2^53.</summary>
internal sealed record SingleValue(double? Value)
{
    /// <summary>The greatest whole number that is exact.</summary>
    internal const long MaxExact = (1L << 53) - 1;
}
