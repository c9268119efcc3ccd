using JobLogs.Client.Logging;
using JobLogs.Protocol.Entries;

namespace JobLogs.Server.Runs;

/// <summary>The sink of a run for one of its attempts, which each entry then names.</summary>
internal sealed class AttemptSink(IEntrySink run, int attempt) : IEntrySink
{
    /// <inheritdoc />
    public void Write(in EntryFields entry)
    {
        var named = entry;
        named.Attempt = attempt;
        run.Write(named);
    }
}
