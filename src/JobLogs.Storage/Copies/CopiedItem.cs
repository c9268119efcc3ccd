using JobLogs.Storage.Model;

namespace JobLogs.Storage.Copies;

/// <summary>Names one thing that is copied.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Job">The job.</param>
/// <param name="Number">An entry's seq, an event's number.</param>
public readonly record struct CopiedItem(CopiedKind Kind, JobId Job, long Number);
