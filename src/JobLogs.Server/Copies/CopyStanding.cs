using JobLogs.Storage.Copies;

namespace JobLogs.Server.Copies;

/// <summary>How far the copy is.</summary>
/// <param name="State">What the database remembers of it; null when it was never begun.</param>
/// <param name="Lag">What it doesn't have yet.</param>
/// <param name="DeadLetters">What it refuses.</param>
internal sealed record CopyStanding(CopyState? State, CommitLag Lag, long DeadLetters)
{
    /// <summary>Commits that it doesn't have, at most: of those in between, some wrote nothing for copies.</summary>
    public long Commits => Lag.OldestAtMicros is null ? 0 : Math.Max(1, Lag.LastCommit - Math.Max(0, State?.Position ?? 0));

    /// <summary>For how long the oldest of those has waited.</summary>
    public double Seconds(long nowMicros) => Lag.OldestAtMicros is { } oldest ? Math.Max(0, nowMicros - oldest) / 1e6 : 0;
}
