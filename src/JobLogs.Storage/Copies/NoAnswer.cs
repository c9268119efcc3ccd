namespace JobLogs.Storage.Copies;

/// <summary>Why the copy has no answer.</summary>
/// <param name="Reason">The kind, for counting.</param>
/// <param name="Detail">What happened, for the log.</param>
public sealed record NoAnswer(NoAnswerReason Reason, string Detail);
