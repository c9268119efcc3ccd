using JobLogs.Storage.Commands;

namespace JobLogs.Server.Ingest;

/// <summary>Something that goes through a run's sink in its turn.</summary>
/// <param name="Command">What to write; null only marks a place.</param>
/// <param name="Done">Ends when everything up to here was written; null when nobody waits for it.</param>
internal readonly record struct SinkItem(StoreCommand? Command, TaskCompletionSource? Done);
