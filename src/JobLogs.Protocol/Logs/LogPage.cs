using System.Text.Json.Serialization;
using JobLogs.Protocol.Entries;

namespace JobLogs.Protocol.Logs;

/// <summary>A page of a log.</summary>
public sealed record LogPage
{
    /// <summary>The entries, in the order that was asked for.</summary>
    public required IReadOnlyList<LogEntry> Logs { get; init; }

    /// <summary>All entries that the filter matches, whatever the page; absent with <c>count=none</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Total { get; init; }

    /// <summary>How many matches were passed over.</summary>
    public required long Skip { get; init; }

    /// <summary>How many were asked for at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether more follow in this order.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Milliseconds that the store took.</summary>
    public required long SearchTimeMs { get; init; }

    /// <summary>Where to go on: goes to <c>before</c> when the newest come first, else to <c>after</c>. Null only when there is nothing in the log, or with <c>sort_by: timestamp</c>.</summary>
    public required string? NextCursor { get; init; }

    /// <summary>The store that was asked: <c>database</c>.</summary>
    public required string Store { get; init; }

    /// <summary>The highest seq after the cursor in <c>after</c> that clean-up has removed; absent when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RemovedThroughSeq { get; init; }
}
