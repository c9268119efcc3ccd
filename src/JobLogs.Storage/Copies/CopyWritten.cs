namespace JobLogs.Storage.Copies;

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">Items that the copy has now, those that it had before included.</param>
/// <param name="Refused">Items that it will never take as they are; until they are replayed, its answers lack them.</param>
/// <param name="Again">Items that it was too busy for, or can't take at present: write them again later (<see cref="CopyBatch.Only"/>).</param>
/// <param name="AgainBecause">What it said of one of those; null when there are none.</param>
public sealed record CopyWritten(int Accepted, IReadOnlyList<CopyRefusal> Refused, IReadOnlyList<CopyItem> Again, string? AgainBecause);
