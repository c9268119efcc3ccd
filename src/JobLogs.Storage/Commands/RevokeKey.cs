namespace JobLogs.Storage.Commands;

/// <summary>
/// Ends a key, with its sessions and tickets. <see cref="Refusal.NotFound"/> also when it was revoked before;
/// <see cref="Refusal.LastAdmin"/>.
/// </summary>
public sealed class RevokeKey(string key, long at) : StoreCommand
{
    /// <summary>The key's id.</summary>
    public string Key { get; } = key;

    /// <summary>When, in microseconds since the Unix epoch.</summary>
    public long At { get; } = at;

    /// <summary>Whether the last good key that may manage keys is left alone.</summary>
    public bool KeepAdmin { get; init; } = true;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
