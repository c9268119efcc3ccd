using System.Diagnostics.Metrics;
using JobLogs.Storage.Commands;

namespace JobLogs.Server.Ingest;

/// <summary>The numbers of the way into the database, of the meter <c>JobLogs</c>.</summary>
internal sealed class IngestMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _entries;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _commitEntries;

    public IngestMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("JobLogs");
        _entries = _meter.CreateCounter<long>("joblogs.ingest.entries", "{entry}", "Entries by outcome: accepted, duplicate, rejected.");
        _refusals = _meter.CreateCounter<long>("joblogs.ingest.refusals", "{refusal}", "Submissions and requests that were refused as a whole, by reason.");
        _commitDuration = _meter.CreateHistogram<double>("joblogs.store.commit.duration", "s", "How long a commit took.");
        _commitEntries = _meter.CreateHistogram<long>("joblogs.store.commit.entries", "{entry}", "How many entries a commit took together.");
    }

    /// <summary>Shows how much the queue holds.</summary>
    public void Observe(StoreQueue queue)
    {
        _meter.CreateObservableGauge("joblogs.store.queue.commands", () => queue.Commands, "{command}", "Commands that wait for the database.");
        _meter.CreateObservableGauge("joblogs.store.queue.entries", () => queue.Entries, "{entry}", "Entries that wait for the database.");
        _meter.CreateObservableGauge("joblogs.store.queue.bytes", () => queue.Bytes, "By", "Bytes that wait for the database, about.");
    }

    /// <summary>Something was refused as a whole.</summary>
    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A commit was made.</summary>
    public void Committed(TimeSpan duration, List<StoreCommand> commands)
    {
        long accepted = 0;
        long duplicates = 0;
        foreach (var command in commands)
        {
            if (command is AppendEntries append)
            {
                accepted += append.Accepted;
                duplicates += append.Duplicates;
            }
        }

        _commitDuration.Record(duration.TotalSeconds);
        _commitEntries.Record(accepted);
        Count("accepted", accepted);
        Count("duplicate", duplicates);
    }

    /// <summary>Lines of a request were refused.</summary>
    public void Rejected(int lines) => Count("rejected", lines);

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private void Count(string outcome, long count)
    {
        if (count > 0)
        {
            _entries.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
