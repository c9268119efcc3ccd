namespace JobLogs.Protocol.Maintenance;

/// <summary>What the copy refuses, oldest first.</summary>
public sealed record DeadLetterList(IReadOnlyList<DeadLetterDocument> DeadLetters, long Total, long Skip, int Limit, bool HasMore);
