namespace JobLogs.Storage.Copies;

/// <summary>What a copy doesn't have yet.</summary>
/// <param name="LastCommit">The last commit that wrote something for copies.</param>
/// <param name="OldestAtMicros">When the oldest of those that it lacks was committed, in microseconds since the Unix epoch; null when it lacks none.</param>
public readonly record struct CommitLag(long LastCommit, long? OldestAtMicros);
