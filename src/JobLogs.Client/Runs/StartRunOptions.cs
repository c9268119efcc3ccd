using System.Text.Json;

namespace JobLogs.Client.Runs;

/// <summary>How a run is started.</summary>
public sealed record StartRunOptions
{
    /// <summary>A JSON object that says more about the run, or null.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Seconds without a sign of life after which the server takes the run for interrupted: 600; 0 for never. Signs of life are sent by themselves, at least four in that time; an outage of the server that is longer than this ends the run, though its entries are still delivered.</summary>
    public int LeaseSeconds { get; init; } = 600;

    /// <summary>Whether a job of the type <c>external</c> is made when there is none of this name.</summary>
    public bool CreateJob { get; init; }

    /// <summary>
    /// Whether starting fails when the server can't be reached. By default the work begins all the same, since it shouldn't suffer
    /// from a log that is away: everything waits in the spool, and the run is made as soon as the server is there.
    /// </summary>
    public bool RequireServer { get; init; }

    /// <summary>How long the start waits for the server before the work begins without it, or fails: null for 5 s, and for 30 s with <see cref="RequireServer"/>.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Whether the work begins even when the server refuses; what it says then waits until somebody has mended what was wrong.</summary>
    internal bool StartAnyway { get; init; }
}
