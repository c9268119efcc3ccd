namespace JobLogs.Protocol.Logs;

/// <summary>A search across jobs.</summary>
public sealed record SearchRequest
{
    /// <summary>Which entries; absent means every one.</summary>
    public SearchFilters? Filters { get; init; }

    /// <summary>Matches to pass over; 0.</summary>
    public long? Skip { get; init; }

    /// <summary>Matches to return at most, 1 to 1000; 100.</summary>
    public int? Limit { get; init; }

    /// <summary><c>seq</c> (the order of commits; default) or <c>timestamp</c>.</summary>
    public string? SortBy { get; init; }

    /// <summary><c>desc</c> (default) or <c>asc</c>.</summary>
    public string? SortOrder { get; init; }
}
