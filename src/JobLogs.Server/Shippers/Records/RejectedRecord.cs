namespace JobLogs.Server.Shippers.Records;

/// <summary>A record of a request that was refused, and why.</summary>
/// <param name="Record">Its place among the request's records, from 0.</param>
/// <param name="Code">Stable: what a program may decide by.</param>
/// <param name="Detail">What was wrong, for people.</param>
internal readonly record struct RejectedRecord(int Record, string Code, string Detail);
