using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers;

/// <summary>What became of a request's records: those that are not named here are committed.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Rejected">Those that were refused, in their order.</param>
internal sealed record ShippedOutcome(int Count, IReadOnlyList<RejectedRecord> Rejected);
