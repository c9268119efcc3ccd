namespace JobLogs.Storage.Model;

/// <summary>Something that somebody changed.</summary>
public sealed record AuditRecord
{
    /// <summary>Its number, rising; the store gives it.</summary>
    public long Number { get; init; }

    /// <summary>When, in microseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    /// <summary>The id of the key that did it; null when the server asked for none.</summary>
    public string? Key { get; init; }

    /// <summary>The key's name at that time.</summary>
    public string? KeyName { get; init; }

    /// <summary>The address that it came from; null for the server's own command.</summary>
    public string? Address { get; init; }

    /// <summary>What was done, such as <c>create_job</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: the id, or name, of a job, a run or a key.</summary>
    public string? Target { get; init; }

    /// <summary>More about it, as a JSON object.</summary>
    public string? Details { get; init; }
}
