using System.Text.Json;
using System.Text.Json.Serialization;
using JobLogs.Protocol;

namespace JobLogs.Client.Http;

/// <summary>A job's definition, or a change of it: what is null is not sent, and gets its default or stays as it is.</summary>
public sealed record JobRequest
{
    /// <summary>Its name, unique; required for a new job.</summary>
    public string? Name { get; init; }

    /// <summary>The type of its handler: <c>paper_search</c> (the default), <c>external</c>, or another that the server knows.</summary>
    public string? Type { get; init; }

    /// <summary>What <c>paper_search</c> looks for.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>When it is due; not for an <c>external</c> job.</summary>
    public string? CronExpression { get; init; }

    /// <summary>IANA name of the zone that the cron expression is read in; <c>UTC</c>.</summary>
    public string? Timezone { get; init; }

    /// <summary>Whether it runs when it is due; true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>A JSON object that its handler reads.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>At most this many papers a run.</summary>
    public int? MaxPapersPerRun { get; init; }

    /// <summary>Seconds that one attempt may take.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>How many further attempts follow one that failed.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Seconds between an attempt that failed and the next.</summary>
    public int? RetryDelaySeconds { get; init; }

    /// <summary>What becomes of a new run while a run is under way: <c>skip queue allow replace</c>.</summary>
    public string? Concurrency { get; init; }

    /// <summary>What becomes of occurrences that were missed: <c>once skip all</c>.</summary>
    public string? Misfire { get; init; }

    /// <summary>An occurrence's run begins up to so many seconds after its time; 0 to 3600.</summary>
    public int? JitterSeconds { get; init; }

    /// <summary>No occurrences before this. A time that has passed ends a pause.</summary>
    [JsonIgnore]
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Ends a pause; <see cref="PausedUntil"/> is then not looked at. A pause can't be ended by its null, which is not sent.</summary>
    [JsonIgnore]
    public bool EndPause { get; init; }

    /// <summary>Days that entries are kept; 0 for ever.</summary>
    public int? RetentionDays { get; init; }

    [JsonInclude]
    [JsonPropertyName("paused_until")]
    internal JsonElement? Pause => EndPause ? JsonElement.Parse("null")
        : PausedUntil is { } until ? JsonElement.Parse($"\"{Timestamps.ToText(Timestamps.FromDateTimeOffset(until))}\"")
        : null;
}
