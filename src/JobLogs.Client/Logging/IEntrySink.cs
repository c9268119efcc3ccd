using JobLogs.Protocol.Entries;

namespace JobLogs.Client.Logging;

/// <summary>Where the entries of a run go. Called from every thread that logs inside the run.</summary>
public interface IEntrySink
{
    /// <summary>
    /// Takes an entry, copying what it keeps: the spans are void when this returns. It may wait for room, which slows down
    /// whoever logs, but must neither drop an entry without telling anybody, nor throw.
    /// </summary>
    /// <param name="entry">The entry, within the limits of its scope.</param>
    void Write(in EntryFields entry);
}
