namespace JobLogs.Server.Copies.Verifying;

/// <summary>What a store holds of a run.</summary>
internal readonly record struct RunHoldings(long Entries, ulong Hash, long StatusChanges, long Metrics);
