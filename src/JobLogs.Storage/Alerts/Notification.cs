namespace JobLogs.Storage.Alerts;

/// <summary>What one notifier is told at once: a row of the outbox. Times are microseconds since the Unix epoch.</summary>
public sealed record Notification
{
    /// <summary>Its number, which each try has: the receiver tells repeats by it.</summary>
    public required long Number { get; init; }

    /// <summary>Who is told, which may have been deleted since.</summary>
    public required long Notifier { get; init; }

    /// <summary>The notifier's name when it was made.</summary>
    public required string NotifierName { get; init; }

    /// <summary>Where it stands.</summary>
    public required NotificationState State { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it is tried next, while it waits.</summary>
    public required long SendAt { get; init; }

    /// <summary>Tries so far, the one under way included.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was tried first; null when it was not yet. With the first try it is complete: what changes later goes with another.</summary>
    public long? FirstTriedAt { get; init; }

    /// <summary>When it was received.</summary>
    public long? SentAt { get; init; }

    /// <summary>What the last try came to, if it failed.</summary>
    public string? LastError { get; init; }

    /// <summary>How many changes it tells.</summary>
    public required int Changes { get; init; }
}
