using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http.Following;

/// <summary>What of a log is followed, and how.</summary>
public sealed record FollowOptions
{
    /// <summary>Which entries; null for all. <c>JobId</c> doesn't count: the source says whose log it is.</summary>
    public SearchFilters? Filters { get; init; }

    /// <summary>Everything after this cursor, then live; null begins with <see cref="Tail"/>.</summary>
    public string? After { get; init; }

    /// <summary>The newest so many matching entries first, 0 to 10,000; 100. Only without <see cref="After"/>.</summary>
    public int Tail { get; init; } = 100;

    /// <summary>WebSocket by default.</summary>
    public FollowTransport Transport { get; init; }

    /// <summary>How long nothing may be heard of the server, which says something at least every 30 s, before the connection is taken for lost; 75 s.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>The longest pause before another connection is tried; 30 s. The first is a fraction of a second, each further one about twice as long.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often in a row a connection may fail before the following ends with that failure; null for as often as it takes.</summary>
    public int? MaxFailures { get; init; }
}
