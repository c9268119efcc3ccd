namespace JobLogs.Storage.Copies;

/// <summary>A commit in a <see cref="CommitPage"/>.</summary>
/// <param name="Number">Its number.</param>
/// <param name="CommittedAtMicros">When it was made, in microseconds since the Unix epoch: a copy that is kept by days goes by this.</param>
/// <param name="FirstEntry">Where its entries begin in the page.</param>
/// <param name="FirstEvent">Where its events begin in the page.</param>
public readonly record struct CommitStamp(long Number, long CommittedAtMicros, int FirstEntry, int FirstEvent);
