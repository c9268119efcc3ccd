using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Records;

/// <summary>What a format read from a request: the records by where they go, and those that it couldn't read.</summary>
/// <param name="address">Where the request was sent to; unknown when each record says for itself.</param>
/// <param name="maxRecords">How many there may be.</param>
internal sealed class ShippedRecords(ShipTarget address, int maxRecords) : IDisposable
{
    private const string NoTarget =
        "The record says neither its run nor its job. Name one in the record, or ship to the address of a run (/api/job-runs/{run_id}/…) or a job (/api/cronjobs/{job_id}/…).";

    private readonly Dictionary<ShipTarget, TargetLines> _targets = [];
    private readonly List<RejectedRecord> _rejected = [];

    /// <summary>How many records were read, refused ones counted.</summary>
    public int Count { get; private set; }

    /// <summary>Why the request is refused as a whole; null when it isn't.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The records by where they go.</summary>
    public IReadOnlyCollection<TargetLines> Targets => _targets.Values;

    /// <summary>Whether the request's address says where all records go.</summary>
    public bool IsAddressed => address.IsKnown;

    /// <summary>The records that the format refused.</summary>
    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    /// <summary>Adds a record.</summary>
    /// <param name="said">Where the record says that it goes; the request's address wins.</param>
    public void Add(ShippedEntry entry, ShipTarget said)
    {
        var target = address.IsKnown ? address : said;
        if (!target.IsKnown)
        {
            Reject("no_target", NoTarget);
            return;
        }

        if (!_targets.TryGetValue(target, out var lines))
        {
            lines = new TargetLines(target);
            _targets.Add(target, lines);
        }

        lines.Add(Next(), entry);
    }

    /// <summary>Notes a record that can't be read.</summary>
    public void Reject(string code, string detail) => _rejected.Add(new RejectedRecord(Next(), code, detail));

    /// <summary>Refuses the request as a whole.</summary>
    public void Refuse(Problem problem) => Problem ??= problem;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var lines in _targets.Values)
        {
            lines.Dispose();
        }
    }

    private int Next()
    {
        if (Count == maxRecords)
        {
            Refuse(Problems.TooLarge($"There are more than {maxRecords} records. Nothing of them was stored; send them in several requests."));
        }

        return Count++;
    }
}
