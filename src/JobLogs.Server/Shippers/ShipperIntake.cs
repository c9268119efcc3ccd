using JobLogs.Protocol.Entries;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Shippers;

/// <summary>Takes in the records of a shipper's request: reads them, finds their runs, and commits them in one transaction.</summary>
internal sealed class ShipperIntake(
    IStoreQueue queue, BodyReader bodies, ShippedRuns runs, IngestMetrics metrics, TimeProvider time, IOptions<IngestOptions> options)
{
    private readonly EntryLimits _limits = options.Value.EntryLimits();
    private readonly int _maxEntries = options.Value.MaxRequestEntries;

    /// <summary>Takes in a request.</summary>
    /// <param name="address">Where the request's path says that its records go; unknown when each says for itself.</param>
    /// <exception cref="QueueFullException">There was no room. Nothing was stored.</exception>
    /// <exception cref="Storage.StoreUnavailableException">Nothing was stored.</exception>
    public async Task<IResult> TakeAsync(HttpRequest request, IShipperFormat format, ShipTarget address)
    {
        var received = time.NowMicros();
        var (body, refused) = await bodies.ReadAsync(request, request.HttpContext.RequestAborted);
        if (body is null)
        {
            return refused!;
        }

        using var records = new ShippedRecords(address, _maxEntries);
        using (body)
        {
            format.Read(request, body.Memory, records);
        }

        if (records.Problem is { } problem)
        {
            return problem;
        }

        var appends = new List<ShippedAppend>(records.Targets.Count);
        try
        {
            var rejected = records.Rejected.ToList();
            foreach (var lines in records.Targets)
            {
                if (await PrepareAsync(lines, records.IsAddressed, received, appends, rejected, request.HttpContext.RequestAborted) is { } unknown)
                {
                    return unknown;
                }
            }

            await StoreAsync(appends, rejected);
            rejected.Sort(static (one, other) => one.Record.CompareTo(other.Record));
            metrics.Rejected(rejected.Count);
            return format.Answer(request, new ShippedOutcome(records.Count, rejected));
        }
        finally
        {
            appends.ForEach(static append => append.Dispose());
        }
    }

    /// <summary>Finds the run and parses the lines; a problem when the request's own address is wrong.</summary>
    private async ValueTask<Problem?> PrepareAsync(
        TargetLines lines, bool isAddressed, long received, List<ShippedAppend> appends, List<RejectedRecord> rejected, CancellationToken cancellationToken)
    {
        var (run, problem) = await runs.FindAsync(lines.Target, create: !isAddressed, cancellationToken);
        if (problem is not null)
        {
            if (isAddressed)
            {
                return problem;
            }

            rejected.AddRange(lines.RejectAll(problem.Code, problem.Detail));
            return null;
        }

        var parsed = ParsedEntries.Read(lines.Text, EntryFormat.Ndjson, _limits, run, received, _maxEntries);
        appends.Add(new ShippedAppend(lines, parsed, run));
        rejected.AddRange(parsed.Rejected.Select(line => new RejectedRecord(lines.RecordAt(line.Line), line.Reason.Code, line.Reason.Detail)));
        return null;
    }

    private async ValueTask StoreAsync(List<ShippedAppend> appends, List<RejectedRecord> rejected)
    {
        if (appends.Count == 0)
        {
            return;
        }

        await queue.SubmitAllNowAsync([.. appends.Select(static append => append.Command)]);
        foreach (var append in appends.Where(static append => append.Command.Refusal != Refusal.None))
        {
            // The run was deleted between finding it and writing.
            rejected.AddRange(append.Lines.RejectAll(Protocol.Problems.ProblemCodes.NotFound, "The run was deleted."));
        }
    }
}
