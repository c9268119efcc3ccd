using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Runs;

/// <summary>An entry that was committed.</summary>
internal sealed record WatchedEntry(
    RunId Run, long Seq, EntryLevel Level, string Message, string Step, string ErrorCode, string Exception, int Attempt);
