using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http;

/// <summary>Which page of a log is read.</summary>
public sealed record LogQuery
{
    /// <summary>Which entries; null for all.</summary>
    public SearchFilters? Filters { get; init; }

    /// <summary>Whether the oldest come first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Only what comes after this cursor.</summary>
    public string? After { get; init; }

    /// <summary>Only what comes before this cursor.</summary>
    public string? Before { get; init; }

    /// <summary>How many to pass over.</summary>
    public long Skip { get; init; }

    /// <summary>At most so many, 1 to 1000; null for the server's 100.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether all matches are counted, which costs something.</summary>
    public bool Count { get; init; } = true;

    /// <summary><c>database</c> or <c>elasticsearch</c>; null lets the server pick.</summary>
    public string? Store { get; init; }

    internal string PathFor(LogSource source) => new QueryText(source.Path)
        .Add(Filters)
        .Add("order", OldestFirst ? "asc" : null)
        .Add("after", After)
        .Add("before", Before)
        .Add("skip", Skip == 0 ? null : Skip)
        .Add("limit", Limit)
        .Add("count", Count ? null : "none")
        .Add("store", Store)
        .ToString();
}
