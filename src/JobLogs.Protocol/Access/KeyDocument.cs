namespace JobLogs.Protocol.Access;

/// <summary>A key, without its text.</summary>
public record KeyDocument
{
    /// <summary>Its id, such as <c>key_4m2k9x7q0d</c>; no secret.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary><c>viewer</c>, <c>writer</c>, <c>operator</c> or <c>admin</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What its text begins with; no secret.</summary>
    public required string Prefix { get; init; }

    /// <summary><c>active</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name of the key that made it; null when there was none.</summary>
    public required string? CreatedBy { get; init; }

    /// <summary>From when on it is good for nothing; null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was used last, to about a minute; null for never.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }
}
