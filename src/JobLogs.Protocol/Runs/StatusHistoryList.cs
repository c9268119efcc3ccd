namespace JobLogs.Protocol.Runs;

/// <summary>A page of a run's status history, oldest first.</summary>
/// <param name="StatusHistory">The rows.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record StatusHistoryList(
    IReadOnlyList<StatusChangeDocument> StatusHistory, long Total, long Skip, int Limit, bool HasMore);
