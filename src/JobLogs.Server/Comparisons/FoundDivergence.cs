namespace JobLogs.Server.Comparisons;

/// <summary>Where a run first went another way.</summary>
/// <param name="Seq">The first entry of that way; 0 when the run ends where the base goes on.</param>
/// <param name="AfterSeq">The first of the entries before it that are of one kind; 0 when there are none.</param>
/// <param name="Expected">The patterns that follow in the base.</param>
internal sealed record FoundDivergence(long Seq, long AfterSeq, IReadOnlyList<string> Expected);
