using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>A page of entries that is asked for.</summary>
public sealed record LogQuery
{
    /// <summary>Whose log.</summary>
    public required LogScope Scope { get; init; }

    /// <summary>Which entries of it.</summary>
    public LogFilter Filter { get; init; } = LogFilter.None;

    /// <summary>Only entries at places greater than this; in the order of the scope.</summary>
    public Place? After { get; init; }

    /// <summary>Only entries at places smaller than this; an entry at the very place is left out.</summary>
    public Place? Before { get; init; }

    /// <summary>Newest first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Order by timestamp (then by place) instead of by place.</summary>
    public bool ByTimestamp { get; init; }

    /// <summary>Matches to pass over before the first that is returned.</summary>
    public long Skip { get; init; }

    /// <summary>Matches to return at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Who is to answer; null leaves the choice to the store.</summary>
    public LogStoreKind? Store { get; init; }

    /// <summary>Whether to count all that the filter matches, whatever the places.</summary>
    public bool Count { get; init; } = true;
}
