using System.Text.Json.Nodes;
using JobLogs.Protocol;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Keys;

/// <summary>What the audit log says of a new key.</summary>
internal static class KeyJson
{
    /// <summary>Its name, role and end.</summary>
    public static string Details(ApiKey key) => new JsonObject
    {
        ["name"] = key.Name,
        ["role"] = key.Role.ToText(),
        ["expires_at"] = key.ExpiresAt is { } end ? Timestamps.ToText(end) : null,
    }.ToJsonString();
}
