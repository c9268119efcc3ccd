using JobLogs.Protocol.Logs;

namespace JobLogs.Client.Http.Following;

/// <summary>What one connection is asked for.</summary>
/// <param name="Source">Whose log.</param>
/// <param name="Filters">Which entries; null for all.</param>
/// <param name="Types">The kinds of message; null for all.</param>
/// <param name="After">The cursor it goes on after; null at the very beginning.</param>
/// <param name="Tail">How many of the newest entries come first when there is no cursor.</param>
/// <param name="SilenceLimit">How long nothing may be heard.</param>
internal sealed record FollowRequest(
    LogSource Source, SearchFilters? Filters, IReadOnlyList<string>? Types, string? After, int Tail, TimeSpan SilenceLimit);
