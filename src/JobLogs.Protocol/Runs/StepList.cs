namespace JobLogs.Protocol.Runs;

/// <summary>A page of a run's steps, in the order of their begin.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record StepList(IReadOnlyList<StepDocument> Steps, long Total, long Skip, int Limit, bool HasMore);
