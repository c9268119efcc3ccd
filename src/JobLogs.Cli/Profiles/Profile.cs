namespace JobLogs.Cli.Profiles;

/// <summary>A server, and who one is there.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Key">An API key, or null.</param>
internal sealed record Profile(Uri Server, string? Key);
