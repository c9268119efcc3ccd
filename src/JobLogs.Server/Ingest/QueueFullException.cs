namespace JobLogs.Server.Ingest;

/// <summary>The queue to the database holds as much as it may; nothing was taken.</summary>
internal sealed class QueueFullException() : Exception("The queue to the database is full.");
