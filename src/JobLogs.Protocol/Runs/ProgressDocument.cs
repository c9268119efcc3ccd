namespace JobLogs.Protocol.Runs;

/// <summary>How far a run says it is.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items to do; null when not known.</param>
/// <param name="Percent">0 to 100, to one decimal; null when the total is not known.</param>
/// <param name="Message">What it is at, or null.</param>
public sealed record ProgressDocument(long Done, long? Total, double? Percent, string? Message);
