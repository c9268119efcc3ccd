namespace JobLogs.Protocol.Runs;

/// <summary>Why a run ended badly.</summary>
/// <param name="Code">A stable name of what failed.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record RunErrorDocument(string Code, string Message);
