using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies.Verifying;

/// <summary>A run of which the copy holds something else than the database.</summary>
internal sealed record FoundDifference(JobId Job, RunId Run, RunHoldings Database, RunHoldings Copy, bool DeadLetters);
