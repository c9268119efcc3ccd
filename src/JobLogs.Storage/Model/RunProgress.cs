namespace JobLogs.Storage.Model;

/// <summary>How far a run says it is.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items to do; null when not known.</param>
/// <param name="Message">What it is at.</param>
public sealed record RunProgress(long Done, long? Total, string? Message);
