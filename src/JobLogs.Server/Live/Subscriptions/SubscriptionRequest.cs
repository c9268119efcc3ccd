using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>What a reader asks for.</summary>
internal sealed record SubscriptionRequest
{
    /// <summary>How many of the newest entries come first, when nothing else is said.</summary>
    public const int DefaultTail = 100;

    /// <summary>How many of the newest entries can come first.</summary>
    public const int MaxTail = 10_000;

    /// <summary>What it is told of.</summary>
    public StreamTypes Types { get; init; } = StreamTypes.All;

    /// <summary>Which entries; of status changes and metrics only the run counts.</summary>
    public LogFilter Filter { get; init; } = LogFilter.None;

    /// <summary>The filter as it was written: a JSON object.</summary>
    public string FilterText { get; init; } = "{}";

    /// <summary>Everything after this place; null for the newest <see cref="Tail"/> entries.</summary>
    public Place? After { get; init; }

    /// <summary>The cursor that <see cref="After"/> was read from.</summary>
    public string? AfterText { get; init; }

    /// <summary>The run whose stream ended with that cursor.</summary>
    public RunId? EndOf { get; init; }

    /// <summary>How many of the newest matching entries come first, when there is no <see cref="After"/>.</summary>
    public int Tail { get; init; } = DefaultTail;

    /// <summary>Whether entries come many in a message.</summary>
    public bool Batch { get; init; }
}
