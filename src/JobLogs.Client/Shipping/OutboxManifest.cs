using System.Text.Json;

namespace JobLogs.Client.Shipping;

/// <summary>What an outbox is for; stands in its folder as <c>outbox.json</c>.</summary>
internal sealed record OutboxManifest
{
    /// <summary>The present form of the folder.</summary>
    public const int PresentVersion = 1;

    /// <summary>The form of the folder.</summary>
    public int Version { get; init; } = PresentVersion;

    /// <summary>Unique in the world; the entries' producer is named after it.</summary>
    public required string Id { get; init; }

    /// <summary>The server's address.</summary>
    public required string Server { get; init; }

    /// <summary>The run; null as long as the server has not made it.</summary>
    public string? RunId { get; init; }

    /// <summary>The job, by id or name, that the run is made of.</summary>
    public string? Job { get; init; }

    /// <summary>Whether an external job of this name is made when there is none.</summary>
    public bool CreateJob { get; init; }

    /// <summary>The run's lease.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>The run's parameters, with <c>start_id</c>, by which it is found again.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>When the run began here.</summary>
    public DateTimeOffset StartedAt { get; init; }
}
