using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>
/// Keeps a new session or ticket. <see cref="Refusal.NotFound"/> when its key is not good (any more), <see cref="Refusal.TooMany"/>
/// when the key has <see cref="MostPerKey"/>.
/// </summary>
public sealed class AddGrant(Grant grant) : StoreCommand
{
    /// <summary>Sessions and tickets together that one key can have at a time.</summary>
    public const int MostPerKey = 10_000;

    /// <summary>The session or ticket.</summary>
    public Grant Grant { get; } = grant;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
