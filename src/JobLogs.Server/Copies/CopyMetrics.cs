using System.Diagnostics.Metrics;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Copies;

/// <summary>The numbers of the copy, of the meter <c>JobLogs</c>.</summary>
internal sealed class CopyMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _items;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _questions;

    public CopyMetrics(IMeterFactory meters, CopyWatch watch, TimeProvider time)
    {
        _meter = meters.Create("JobLogs");
        _items = _meter.CreateCounter<long>("joblogs.copy.items", "{item}", "Entries, status changes and metrics sent to the copy, by outcome: accepted, refused, busy.");
        _removed = _meter.CreateCounter<long>("joblogs.copy.removed", "{item}", "Items removed from the copy.");
        _questions = _meter.CreateCounter<long>("joblogs.copy.questions", "{question}", "Questions put to the copy, by outcome: answered, or why not.");
        _meter.CreateObservableGauge("joblogs.copy.up", () => watch.Trouble is null ? 1 : 0, "{copy}", "1 while feeding the copy works, else 0.");
        _meter.CreateObservableGauge("joblogs.copy.lag.commits", () => watch.Standing?.Commits ?? 0, "{commit}", "Commits that the copy doesn't have, at most.");
        _meter.CreateObservableGauge("joblogs.copy.lag", () => watch.Standing?.Seconds(time.NowMicros()) ?? 0, "s", "For how long the oldest commit that the copy doesn't have has waited.");
        _meter.CreateObservableGauge("joblogs.copy.dead_letters", () => watch.Standing?.DeadLetters ?? 0, "{item}", "Items that the copy refuses.");
    }

    /// <summary>A batch was written.</summary>
    public void Written(CopyWritten written)
    {
        Count(_items, "accepted", written.Accepted);
        Count(_items, "refused", written.Refused.Count);
        Count(_items, "busy", written.Again.Count);
    }

    /// <summary>Items were removed.</summary>
    public void Removed(long items) => _removed.Add(items);

    /// <summary>A question was put to the copy.</summary>
    public void Asked(string outcome) => Count(_questions, outcome, 1);

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private static void Count(Counter<long> counter, string outcome, long count)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
