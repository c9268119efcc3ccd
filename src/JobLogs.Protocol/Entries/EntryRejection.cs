namespace JobLogs.Protocol.Entries;

/// <summary>Why an entry was refused.</summary>
/// <param name="Code">One of <see cref="RejectionCodes"/>.</param>
/// <param name="Detail">What was wrong and how it is written right, for people.</param>
public readonly record struct EntryRejection(string Code, string Detail);
