using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>One thing that a copy refuses for what it is, however often it is sent. The thing itself is in the database.</summary>
/// <param name="Id">Its number, rising.</param>
/// <param name="Item">What is refused.</param>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Commit">The commit that wrote it.</param>
/// <param name="Reason">Why, in the copy's words.</param>
/// <param name="FirstTriedAt">When it was refused first, in microseconds since the Unix epoch.</param>
/// <param name="LastTriedAt">When it was refused last, in microseconds since the Unix epoch.</param>
/// <param name="Tries">How often it was refused.</param>
public sealed record DeadLetter(
    long Id, CopyItem Item, RunId Run, long Commit, string Reason, long FirstTriedAt, long LastTriedAt, int Tries);
