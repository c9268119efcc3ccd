namespace JobLogs.Client.Http;

/// <summary>How far a run is.</summary>
/// <param name="Done">Items done, from 0.</param>
/// <param name="Total">Items to do; null when not known.</param>
/// <param name="Message">What it is at, or null.</param>
public sealed record ProgressReport(long Done, long? Total, string? Message);
