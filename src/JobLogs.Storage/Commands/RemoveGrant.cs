namespace JobLogs.Storage.Commands;

/// <summary>Ends a session, with the tickets that were got with it. Nothing is written when there is none.</summary>
public sealed class RemoveGrant(string hash) : StoreCommand
{
    /// <summary>Its hash.</summary>
    public string Hash { get; } = hash;
}
