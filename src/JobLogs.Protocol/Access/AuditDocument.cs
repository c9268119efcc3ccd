using System.Text.Json;

namespace JobLogs.Protocol.Access;

/// <summary>Something that somebody changed.</summary>
/// <param name="Id">Its number; rises.</param>
/// <param name="Timestamp">When.</param>
/// <param name="KeyId">The id of the key that did it; null when the server asked for none.</param>
/// <param name="KeyName">The key's name at that time.</param>
/// <param name="Address">The address that it came from; null for the server's own command.</param>
/// <param name="Action">What was done, such as <c>create_job</c>.</param>
/// <param name="Target">The job, run or key that it was done to.</param>
/// <param name="Details">More about it.</param>
public sealed record AuditDocument(
    long Id, DateTimeOffset Timestamp, string? KeyId, string? KeyName, string? Address, string Action, string? Target, JsonElement? Details);
