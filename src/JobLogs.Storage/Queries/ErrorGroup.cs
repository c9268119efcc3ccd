using JobLogs.Storage.Model;

namespace JobLogs.Storage.Queries;

/// <summary>Entries at ERROR and above of one job that share error code and step.</summary>
/// <param name="LastSeq">The seq of the newest of them, by place.</param>
public sealed record ErrorGroup(string? ErrorCode, string? Step, JobId Job, long Count, long FirstAt, long LastAt, long LastSeq);
