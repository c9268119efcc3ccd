namespace JobLogs.Storage.Blocks;

/// <summary>A second view of a job's log beside another, so that two threads read. Disposing gives it back.</summary>
/// <param name="Snapshot">The view.</param>
/// <param name="Held">What it is held by.</param>
public sealed record LogBranch(ILogSnapshot Snapshot, IDisposable Held) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Held.Dispose();
}
