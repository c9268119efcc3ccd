namespace JobLogs.Protocol.Papers;

/// <summary>A page of papers, last processed first.</summary>
/// <param name="Papers">The papers.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record PaperList(IReadOnlyList<PaperDocument> Papers, long Total, long Skip, int Limit, bool HasMore);
