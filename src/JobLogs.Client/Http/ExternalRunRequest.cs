using System.Text.Json;

namespace JobLogs.Client.Http;

/// <summary>A run that somebody outside of the server executes.</summary>
public sealed record ExternalRunRequest
{
    /// <summary>Seconds without a write or a heartbeat after which the run is taken for interrupted; 0 for never; null for the server's 3600.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>A JSON object that says more about the run, or null.</summary>
    public JsonElement? Parameters { get; init; }
}
