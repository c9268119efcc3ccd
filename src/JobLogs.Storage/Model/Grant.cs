namespace JobLogs.Storage.Model;

/// <summary>A session or a ticket: good as long as its key is, and no longer than it says itself. Times are microseconds since the Unix epoch.</summary>
public sealed record Grant
{
    /// <summary>SHA-256 of its text, in hexadecimal; the text itself is not kept.</summary>
    public required string Hash { get; init; }

    /// <summary>Which of the two it is.</summary>
    public required GrantKind Kind { get; init; }

    /// <summary>The id of the key that it was got with.</summary>
    public required string Key { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>The hash of the session that a ticket was got with; it ends with that. Null when it was got with a key.</summary>
    public string? Parent { get; init; }

    /// <summary>The one path that a ticket is good for, once it has opened it.</summary>
    public string? Path { get; init; }
}
