using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>What a follower that is behind asks for: entries and events after its place, in the order of the scope.</summary>
public sealed record FeedQuery
{
    /// <summary>Whose log.</summary>
    public required LogScope Scope { get; init; }

    /// <summary>Which entries; of the events only its run counts.</summary>
    public LogFilter Filter { get; init; } = LogFilter.None;

    /// <summary>Whether entries are wanted.</summary>
    public bool Entries { get; init; } = true;

    /// <summary>Whether status changes are wanted.</summary>
    public bool StatusChanges { get; init; } = true;

    /// <summary>Whether metrics are wanted.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Only what is at greater places.</summary>
    public required Place After { get; init; }

    /// <summary>Items to return at most, entries and events together; at least 1.</summary>
    public int Limit { get; init; } = 500;
}
