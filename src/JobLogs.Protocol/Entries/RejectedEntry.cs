namespace JobLogs.Protocol.Entries;

/// <summary>A line that was refused while the others of its request were stored.</summary>
/// <param name="Line">Its number in the request, from 1.</param>
/// <param name="Code">One of <see cref="RejectionCodes"/>.</param>
/// <param name="Detail">What was wrong and how it is written right, for people.</param>
public sealed record RejectedEntry(int Line, string Code, string Detail);
