using JobLogs.Server.Ingest;
using JobLogs.Server.Shippers.Records;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Shippers;

/// <summary>The part of a request that goes to one run.</summary>
internal sealed class ShippedAppend(TargetLines lines, ParsedEntries entries, RunId run) : IDisposable
{
    /// <summary>The lines it was made from.</summary>
    public TargetLines Lines { get; } = lines;

    /// <summary>What writes it.</summary>
    public AppendEntries Command { get; } = new(run, entries.Batch) { Numbers = entries.Lines };

    /// <inheritdoc />
    public void Dispose() => entries.Dispose();
}
