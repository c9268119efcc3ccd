namespace JobLogs.Protocol.Runs;

/// <summary>A page of runs, newest first.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record RunList(IReadOnlyList<RunDocument> Runs, long Total, long Skip, int Limit, bool HasMore);
