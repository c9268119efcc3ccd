namespace JobLogs.Client.Http;

/// <summary>The begin or the end of a step.</summary>
public sealed record StepReport
{
    /// <summary>The step's id, unique in its run; null at the begin lets the server make one.</summary>
    public string? Id { get; init; }

    /// <summary>The step that it is a part of, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>What it does; required at the begin.</summary>
    public string? Name { get; init; }

    /// <summary><c>begin</c> or <c>end</c>.</summary>
    public required string State { get; init; }

    /// <summary>At the end: <c>completed</c> (the default), <c>failed</c>, <c>cancelled</c> or <c>skipped</c>.</summary>
    public string? Status { get; init; }

    /// <summary>When; null means now, by the server's clock.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
