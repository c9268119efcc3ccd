namespace JobLogs.Protocol.Maintenance;

/// <summary>What a comparison of the copy with the database found.</summary>
/// <param name="Status"><c>identical</c> or <c>different</c>.</param>
/// <param name="Position">Compared was what was committed up to here, which is what the copy says it has.</param>
/// <param name="LagCommits">Commits after that, which the copy doesn't have yet, at most.</param>
/// <param name="Jobs">Jobs that were compared.</param>
/// <param name="Runs">Runs that were compared.</param>
/// <param name="Entries">Entries of the database that were compared, every field of them.</param>
/// <param name="DifferenceCount">Runs that differ.</param>
/// <param name="Differences">The first hundred of them.</param>
public sealed record CopyVerificationDocument(
    string Status, long Position, long LagCommits, int Jobs, long Runs, long Entries, long DifferenceCount, IReadOnlyList<RunDifference> Differences);
