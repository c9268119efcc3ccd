using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Keys;

/// <summary>Makes keys.</summary>
internal static class KeyMaker
{
    /// <summary>A new key, and its text, which is to be told once.</summary>
    public static (ApiKey Key, string Text) Make(string name, Role role, long now, long? expiresAt, string? createdBy)
    {
        var (id, text) = SecretText.NewKey();
        var key = new ApiKey
        {
            Id = id,
            Name = name,
            Role = role,
            Hash = SecretText.Hash(text),
            CreatedAt = now,
            CreatedBy = createdBy,
            ExpiresAt = expiresAt,
        };
        return (key, text);
    }
}
