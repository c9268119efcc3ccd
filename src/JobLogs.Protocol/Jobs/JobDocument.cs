using System.Text.Json;
using System.Text.Json.Serialization;
using JobLogs.Protocol.Runs;

namespace JobLogs.Protocol.Jobs;

/// <summary>A job as the API gives it.</summary>
public sealed record JobDocument
{
    /// <summary>The job's id, <c>job_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its handler, such as <c>paper_search</c>, <c>command</c>, <c>http</c> or <c>external</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What <c>paper_search</c> looks for.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>When it is due; null for an <c>external</c> job.</summary>
    public string? CronExpression { get; init; }

    /// <summary>IANA name of the zone that the cron expression is read in.</summary>
    public required string Timezone { get; init; }

    /// <summary>Whether it runs when it is due.</summary>
    public required bool Enabled { get; init; }

    /// <summary>A JSON object, as it was sent, with <c>"***"</c> in the place of secret values.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>The names of the parameters that are secret: encrypted at rest, never told. <c>"***"</c> written back keeps a value.</summary>
    public IReadOnlyList<string> SecretParameters { get; init; } = [];

    /// <summary>At most this many papers a run; null means the handler's default.</summary>
    public int? MaxPapersPerRun { get; init; }

    /// <summary>Seconds that one attempt may take; null means without limit.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many further attempts follow one that failed.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>Seconds between an attempt that failed and the next.</summary>
    public required int RetryDelaySeconds { get; init; }

    /// <summary>What becomes of a new run while another is under way: <c>skip queue allow replace</c>.</summary>
    public required string Concurrency { get; init; }

    /// <summary>What becomes of occurrences that were missed: <c>once skip all</c>.</summary>
    public required string Misfire { get; init; }

    /// <summary>An occurrence's run begins up to so many seconds after its time; 0 to 3600.</summary>
    public int JitterSeconds { get; init; }

    /// <summary>No occurrences before this; null means no pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Days that entries are kept; null means the server's setting, 0 for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The next occurrence; null when there is none.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its definition was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its newest run, or null.</summary>
    public RunDocument? LastRun { get; init; }

    /// <summary>Its newest runs in short, newest first; only where they were asked for by <c>recent_runs</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RecentRunDocument>? RecentRuns { get; init; }
}
