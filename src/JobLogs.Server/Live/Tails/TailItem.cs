using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.Tails;

/// <summary>An entry (by its index in the chunk) or an event.</summary>
/// <param name="Seq">The entry's seq.</param>
/// <param name="Event">The event; null for an entry.</param>
internal readonly record struct TailItem(int Entry, long Seq, RunEvent? Event);
