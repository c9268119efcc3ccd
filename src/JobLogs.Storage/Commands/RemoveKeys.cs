namespace JobLogs.Storage.Commands;

/// <summary>Removes every key, revoked ones too, with all sessions and tickets: as if there had never been one.</summary>
public sealed class RemoveKeys : StoreCommand
{
    /// <summary>How many there were.</summary>
    public int Removed { get; set; }
}
