namespace JobLogs.Protocol.Logs;

/// <summary>Entries at ERROR and above, grouped; the group with the newest entry first.</summary>
/// <param name="Errors">The groups.</param>
/// <param name="Total">Entries in all groups together.</param>
/// <param name="Days">How many days back was looked.</param>
public sealed record ErrorList(IReadOnlyList<ErrorGroupDocument> Errors, long Total, int Days);
