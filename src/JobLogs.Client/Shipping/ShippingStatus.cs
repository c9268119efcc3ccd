namespace JobLogs.Client.Shipping;

/// <summary>How far a run's entries have come.</summary>
/// <param name="Taken">Entries that were taken in.</param>
/// <param name="Delivered">Entries that are at the server.</param>
/// <param name="Refused">Entries that were not taken, because queue and spool were full.</param>
/// <param name="Rejected">Entries that the server would not store; the run's log says why.</param>
/// <param name="Expired">Entries that were given up: too old, their run is gone, or they could be kept nowhere when the process ended.</param>
/// <param name="WaitingBytes">Bytes that are on their way.</param>
/// <param name="LastError">Why the last try failed; null when it did not.</param>
public sealed record ShippingStatus(
    long Taken, long Delivered, long Refused, long Rejected, long Expired, long WaitingBytes, string? LastError);
