using JobLogs.Protocol.Access;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Keys;

/// <summary>Keys as the API gives them.</summary>
internal static class KeyDocuments
{
    /// <summary>A key, without its text.</summary>
    public static KeyDocument Of(ApiKey key, long now) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = key.Role.ToText(),
        Prefix = SecretText.PrefixOf(key.Id),
        Status = Status(key, now),
        CreatedAt = Clock.FromMicros(key.CreatedAt),
        CreatedBy = key.CreatedBy,
        ExpiresAt = Wire.Time(key.ExpiresAt),
        LastUsedAt = Wire.Time(key.LastUsedAt),
        RevokedAt = Wire.Time(key.RevokedAt),
    };

    /// <summary>A key that was just made, with its text.</summary>
    public static NewKeyDocument Of(ApiKey key, string text, long now) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Role = key.Role.ToText(),
        Prefix = SecretText.PrefixOf(key.Id),
        Status = Status(key, now),
        CreatedAt = Clock.FromMicros(key.CreatedAt),
        CreatedBy = key.CreatedBy,
        ExpiresAt = Wire.Time(key.ExpiresAt),
        LastUsedAt = null,
        RevokedAt = null,
        Key = text,
    };

    private static string Status(ApiKey key, long now) =>
        key.RevokedAt is not null ? "revoked" : key.IsGood(now) ? "active" : "expired";
}
