namespace JobLogs.Protocol.Diagnostics;

/// <summary>What a server says of itself.</summary>
public sealed record SystemDescription
{
    /// <summary>Always <c>JobLogs</c>.</summary>
    public required string Product { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The .NET runtime it runs on.</summary>
    public required string Runtime { get; init; }

    /// <summary>This server's name, as run leases name it.</summary>
    public required string Instance { get; init; }

    /// <summary>When it was started.</summary>
    public required string StartedAt { get; init; }

    /// <summary>The server's clock.</summary>
    public required string Now { get; init; }

    /// <summary>Seconds since it was started.</summary>
    public required long UptimeSeconds { get; init; }

    /// <summary>The job types that it knows.</summary>
    public required IReadOnlyList<string> JobTypes { get; init; }

    /// <summary>Days that entries are kept where a job doesn't say for itself; 0 for ever.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>Bytes of memory that the process uses.</summary>
    public required long MemoryBytes { get; init; }
}
