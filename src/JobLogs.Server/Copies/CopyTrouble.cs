namespace JobLogs.Server.Copies;

/// <summary>Why feeding the copy doesn't work.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="Text">What happened.</param>
internal sealed record CopyTrouble(string Code, string Text);
