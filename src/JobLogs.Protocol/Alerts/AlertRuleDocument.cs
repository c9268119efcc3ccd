using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobLogs.Protocol.Alerts;

/// <summary>What is watched, and whom to tell of it.</summary>
public sealed record AlertRuleDocument
{
    /// <summary>Its id, <c>rul_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; unique.</summary>
    public required string Name { get; init; }

    /// <summary><c>run_failed</c>, <c>missed</c>, <c>overran</c>, <c>silent</c> or <c>log_match</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The job that it watches; null for each of them, by itself.</summary>
    public required string? JobId { get; init; }

    /// <summary>Whether it watches.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Of <c>run_failed</c>: the final statuses that count as failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Of <c>missed</c>, <c>overran</c> and <c>silent</c>: for how many seconds it may be so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AfterSeconds { get; init; }

    /// <summary>Of <c>overran</c>: how many times as long as the 95th percentile of the job's completed runs a run may take.</summary>
    [JsonPropertyName("p95_factor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P95Factor { get; init; }

    /// <summary>Of <c>log_match</c>: which entries are counted, by the conditions of a search.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Filter { get; init; }

    /// <summary>Of <c>log_match</c>: how many may match within the window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreThan { get; init; }

    /// <summary>Of <c>log_match</c>: the window, in seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WindowSeconds { get; init; }

    /// <summary>Whether it is told too when the job is well again.</summary>
    public required bool NotifyRecovered { get; init; }

    /// <summary>Seconds after a notification in which no other is sent of the same job.</summary>
    public required int QuietSeconds { get; init; }

    /// <summary>The ids of those whom it tells.</summary>
    public required IReadOnlyList<string> Notifiers { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
