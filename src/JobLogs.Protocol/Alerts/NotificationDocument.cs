namespace JobLogs.Protocol.Alerts;

/// <summary>What one notifier is told at once.</summary>
public sealed record NotificationDocument
{
    /// <summary>Its id, <c>msg_…</c>: the idempotency key of each try.</summary>
    public required string Id { get; init; }

    /// <summary>Who is told, which may have been deleted since.</summary>
    public required string NotifierId { get; init; }

    /// <summary>The notifier's name when it was made.</summary>
    public required string NotifierName { get; init; }

    /// <summary><c>waiting</c>, <c>sent</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many changes of alerts it tells.</summary>
    public required int Changes { get; init; }

    /// <summary>Tries so far, the one under way included.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the last try came to, if it failed.</summary>
    public required string? LastError { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null when it isn't any more.</summary>
    public required DateTimeOffset? SendAt { get; init; }

    /// <summary>When it was received; null when it was not.</summary>
    public required DateTimeOffset? SentAt { get; init; }
}
