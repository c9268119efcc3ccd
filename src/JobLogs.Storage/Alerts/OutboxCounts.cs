namespace JobLogs.Storage.Alerts;

/// <summary>How many notifications of the outbox there are.</summary>
/// <param name="Waiting">To be sent.</param>
/// <param name="Failed">Given up.</param>
public readonly record struct OutboxCounts(long Waiting, long Failed);
