namespace JobLogs.Protocol.Access;

/// <summary>A page of keys, newest first.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were passed over.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record KeyList(IReadOnlyList<KeyDocument> Keys, long Total, long Skip, int Limit, bool HasMore);
