namespace JobLogs.Storage.Model;

/// <summary>Why a run ended badly.</summary>
/// <param name="Code">A stable name of what failed.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record RunError(string Code, string Message);
