using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Realtime;

/// <summary>What was found for a poller. Whoever received it disposes it.</summary>
/// <param name="Entries">Entries, oldest first; there may be one more than is shown.</param>
/// <param name="Count">How many of them are shown.</param>
/// <param name="Through">Everything up to this place was looked at.</param>
internal sealed record News(EntryBatch Entries, int Count, Place Through) : IDisposable
{
    /// <summary>Whether more matches are there already.</summary>
    public bool HasMore => Entries.Count > Count;

    /// <inheritdoc />
    public void Dispose() => Entries.Dispose();
}
