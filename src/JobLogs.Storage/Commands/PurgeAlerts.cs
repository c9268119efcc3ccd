namespace JobLogs.Storage.Commands;

/// <summary>Removes notifications that do not wait, and then alerts that do not fire and of which none is left, made before a time.</summary>
/// <param name="before">In microseconds since the Unix epoch.</param>
public sealed class PurgeAlerts(long before) : StoreCommand
{
    /// <summary>In microseconds since the Unix epoch.</summary>
    public long Before { get; } = before;
}
