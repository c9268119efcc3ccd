using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>How much of a run the copy holds.</summary>
public readonly record struct RunTally(JobId Job, RunId Run, long Entries, long StatusChanges, long Metrics);
