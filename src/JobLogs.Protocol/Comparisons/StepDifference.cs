namespace JobLogs.Protocol.Comparisons;

/// <summary>The steps of one name.</summary>
/// <param name="Name">What they do.</param>
/// <param name="Run">In the run; null when it has none.</param>
/// <param name="Base">In the base; null when it has none.</param>
/// <param name="DifferenceMs">How much longer they took in the run, in milliseconds; null when one has none.</param>
public sealed record StepDifference(string Name, ComparedSteps? Run, ComparedSteps? Base, long? DifferenceMs);
