namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>A Server-Sent Event as a browser sees it; a block without data has no name.</summary>
internal sealed record ReceivedEvent(string? Name, string? Id, string? Data, string? Retry, bool IsComment);
