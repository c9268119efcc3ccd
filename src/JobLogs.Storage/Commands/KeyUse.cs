namespace JobLogs.Storage.Commands;

/// <summary>A key was used.</summary>
/// <param name="Key">Its id.</param>
/// <param name="At">When, in microseconds since the Unix epoch.</param>
public readonly record struct KeyUse(string Key, long At);
