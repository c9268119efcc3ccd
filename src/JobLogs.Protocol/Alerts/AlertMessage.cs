namespace JobLogs.Protocol.Alerts;

/// <summary>What a notifier is told at once, and the body of a webhook.</summary>
public sealed record AlertMessage
{
    /// <summary>The id of the notification, <c>msg_…</c>: the same in each try, so that a receiver tells repeats by it.</summary>
    public required string Id { get; init; }

    /// <summary>The form of this document: 1. A new field does not raise it.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it is only a test, which somebody asked for.</summary>
    public required bool Test { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The changes, in their order; at least one.</summary>
    public required IReadOnlyList<AlertChangeDocument> Alerts { get; init; }
}
