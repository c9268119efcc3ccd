using System.Text.Json;
using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Http.Following;

/// <summary>What happened in a log that is followed.</summary>
public abstract record FollowEvent
{
    private FollowEvent()
    {
    }

    /// <summary>The place after it; null for what has no place. Following again after it repeats nothing and misses nothing.</summary>
    public string? Cursor { get; init; }

    /// <summary>The run that it is about; null where it doesn't apply or isn't told.</summary>
    public string? JobRunId { get; init; }

    /// <summary>An entry was committed.</summary>
    /// <param name="Value">The entry.</param>
    public sealed record Entry(LogEntry Value) : FollowEvent;

    /// <summary>A run's status changed.</summary>
    /// <param name="FromStatus">What it was; null when the run was made.</param>
    /// <param name="ToStatus">What it is.</param>
    /// <param name="Reason">Why, as a sentence, or null.</param>
    /// <param name="Details">A JSON object with more, or null.</param>
    public sealed record StatusChanged(string? FromStatus, string ToStatus, string? Reason, JsonElement? Details) : FollowEvent;

    /// <summary>A run recorded a number.</summary>
    /// <param name="MetricName">What was measured.</param>
    /// <param name="MetricValue">The number.</param>
    /// <param name="MetricType"><c>counter gauge histogram</c>.</param>
    /// <param name="Labels">A JSON object of strings, or null.</param>
    public sealed record MetricRecorded(string MetricName, double MetricValue, string MetricType, JsonElement? Labels) : FollowEvent;

    /// <summary>All that was there is told; what follows is live. Comes after each connection.</summary>
    public sealed record CaughtUp : FollowEvent;

    /// <summary>Nothing matched lately, but the place has moved on.</summary>
    public sealed record Checkpoint : FollowEvent;

    /// <summary>The run is over and all of it is told; the last event.</summary>
    /// <param name="Status">How it ended; <c>deleted</c> when the run or its job was removed.</param>
    /// <param name="Entries">The entries of the run, matching or not; null when not told.</param>
    public sealed record Ended(string Status, long? Entries) : FollowEvent;

    /// <summary>Clean-up has removed entries that were not told yet.</summary>
    /// <param name="ThroughSeq">The highest seq removed.</param>
    public sealed record Removed(long ThroughSeq) : FollowEvent;

    /// <summary>The connection is lost; another is tried after a pause, and goes on where this one ended.</summary>
    /// <param name="Pause">How long.</param>
    /// <param name="Why">What happened.</param>
    public sealed record Reconnecting(TimeSpan Pause, Exception Why) : FollowEvent;
}
