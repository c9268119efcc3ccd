namespace JobLogs.Client.Runs;

/// <summary>How far the sending of what was spooled is.</summary>
/// <param name="Runs">Runs that had something left.</param>
/// <param name="RunsDone">Of these, how many are done.</param>
/// <param name="Bytes">Bytes that were left.</param>
/// <param name="BytesDone">Of these, how many are done.</param>
/// <param name="Entries">Entries that were delivered.</param>
/// <param name="LastError">Why the last try failed; null when it did not.</param>
public sealed record SpoolDelivery(int Runs, int RunsDone, long Bytes, long BytesDone, long Entries, string? LastError);
