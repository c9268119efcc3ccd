using JobLogs.Storage.Model;

namespace JobLogs.Load.Raw;

/// <summary>A sample entry whose texts lie in pinned memory, ready to be bound.</summary>
internal readonly record struct PinnedEntry(long Timestamp, EntryLevel Level, long DurationMs, int Message, int MessageLength, int Details, int DetailsLength, int Step, int StepLength);
