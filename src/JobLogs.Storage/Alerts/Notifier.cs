namespace JobLogs.Storage.Alerts;

/// <summary>Somebody to tell, and how. Times are microseconds since the Unix epoch.</summary>
public sealed record Notifier
{
    /// <summary>Its number; 0 before it was kept.</summary>
    public long Number { get; init; }

    /// <summary>Unique among the notifiers, compared code point by code point.</summary>
    public required string Name { get; init; }

    /// <summary>By what means, such as <c>webhook</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it is told anything; while it isn't, notifications are not made for it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What its type needs: a JSON object, with what is secret sealed.</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>Seconds that a notification waits for further changes to go with it.</summary>
    public int GroupSeconds { get; init; }

    /// <summary>Seconds that one try may take.</summary>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>When it was made.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public long UpdatedAt { get; init; }
}
