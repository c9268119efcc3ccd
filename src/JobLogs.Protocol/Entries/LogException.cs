namespace JobLogs.Protocol.Entries;

/// <summary>What an entry says about an exception.</summary>
/// <param name="Type">The exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
public sealed record LogException(string? Type, string? Message, string? StackTrace);
