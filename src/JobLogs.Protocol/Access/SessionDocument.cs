namespace JobLogs.Protocol.Access;

/// <summary>Who asks, and whether the server wants to know.</summary>
/// <param name="SignInRequired">Whether the server asks for keys.</param>
/// <param name="SignedIn">Whether this call came with a session or a key that is good.</param>
/// <param name="Role">What the caller may do; <c>admin</c> where the server asks nobody; null for a stranger.</param>
/// <param name="KeyId">The id of the caller's key; null when there is none.</param>
/// <param name="KeyName">Its name.</param>
/// <param name="ExpiresAt">When the session, or the key, ends by itself; null for never.</param>
public sealed record SessionDocument(bool SignInRequired, bool SignedIn, string? Role, string? KeyId, string? KeyName, DateTimeOffset? ExpiresAt);
