namespace JobLogs.Protocol.Jobs;

/// <summary>A page of jobs, newest first.</summary>
/// <param name="Cronjobs">The jobs.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record JobList(IReadOnlyList<JobDocument> Cronjobs, long Total, long Skip, int Limit, bool HasMore);
