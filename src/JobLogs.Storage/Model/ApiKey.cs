namespace JobLogs.Storage.Model;

/// <summary>A key that a client shows. Its text is not kept, only a hash of it. Times are microseconds since the Unix epoch.</summary>
public sealed record ApiKey
{
    /// <summary>Its id, such as <c>key_4m2k9x7q0d</c>. It is no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; unique among the keys that were not revoked.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>SHA-256 of its text, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Who made it: the name of a key, or null for whoever could reach a server without keys, or its database.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>From when on it is good for nothing; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was used last, to about a minute; null for never.</summary>
    public long? LastUsedAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public long? RevokedAt { get; init; }

    /// <summary>Whether it opens anything at this time.</summary>
    public bool IsGood(long nowMicros) => RevokedAt is null && (ExpiresAt is not { } expiry || nowMicros < expiry);
}
