using JobLogs.Storage.Model;

namespace JobLogs.Storage.Blocks;

/// <summary>How far the log of a job reaches.</summary>
/// <param name="Job">The job.</param>
/// <param name="LastSeq">The last seq given out; 0 before the first entry.</param>
/// <param name="RemovedThroughSeq">The highest seq that clean-up has removed; 0 when none was.</param>
/// <param name="RemovedInCommit">The last commit in which clean-up removed some; blocks before the last one change in no other.</param>
public readonly record struct JobExtent(JobId Job, long LastSeq, long RemovedThroughSeq, long RemovedInCommit);
