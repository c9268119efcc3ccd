namespace JobLogs.Storage.Copies;

/// <summary>A commit that is copied.</summary>
/// <param name="Number">Its number.</param>
/// <param name="AtMicros">When it was made, in microseconds since the Unix epoch; its UTC day names the index.</param>
public readonly record struct CopiedCommit(long Number, long AtMicros);
