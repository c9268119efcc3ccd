namespace JobLogs.Protocol.Maintenance;

/// <summary>A run of which the copy has something else than the database.</summary>
/// <param name="JobId">The job.</param>
/// <param name="JobRunId">The run.</param>
/// <param name="Database">What the database has.</param>
/// <param name="Elasticsearch">What the copy has.</param>
/// <param name="DeadLetters">Whether the job has items that the copy refused.</param>
public sealed record RunDifference(string JobId, string JobRunId, RunContents Database, RunContents Elasticsearch, bool DeadLetters);
