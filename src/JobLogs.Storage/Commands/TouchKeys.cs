namespace JobLogs.Storage.Commands;

/// <summary>Notes when keys were used last. A time before the one that is noted changes nothing.</summary>
public sealed class TouchKeys(IReadOnlyList<KeyUse> uses) : StoreCommand
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<KeyUse> Uses { get; } = uses;
}
