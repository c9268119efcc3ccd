using System.Text.Json;

namespace JobLogs.Client.Http;

/// <summary>What a trigger adds to a job's own definition, for one run.</summary>
public sealed record TriggerRequest
{
    /// <summary>Whether papers that were processed before are processed again.</summary>
    public bool ForceReprocess { get; init; }

    /// <summary>A JSON object that goes over the job's parameters, or null.</summary>
    public JsonElement? Parameters { get; init; }
}
