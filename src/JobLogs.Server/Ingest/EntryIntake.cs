using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Problems;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Ingest;

/// <summary>Takes in the entries of one request: reads, checks, and brings them to the database in one transaction.</summary>
internal sealed class EntryIntake(
    IStoreQueue queue, BodyReader bodies, CursorCodec cursors, IngestMetrics metrics, TimeProvider time, IOptions<IngestOptions> options)
{
    private readonly EntryLimits _limits = options.Value.EntryLimits();
    private readonly int _maxEntries = options.Value.MaxRequestEntries;

    /// <summary>Takes in the entries of a request for a run.</summary>
    public async ValueTask<IResult> TakeAsync(RunId run, ProducerNumbers numbers, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!EntryMediaType.TryParse(request.ContentType, out var format))
        {
            return Problems.UnsupportedMediaType(
                $"The Content-Type is '{QueryReader.Shown(request.ContentType ?? "")}'; send one entry or an array as application/json, "
                + "or one entry a line as application/x-ndjson, in UTF-8.");
        }

        var received = time.NowMicros();
        var (body, problem) = await bodies.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        using var entries = Parse(body, format, run, received);
        return entries.Problem ?? await StoreAsync(new AppendEntries(run, entries.Batch)
        {
            Producer = numbers.Producer,
            FirstNumber = numbers.First,
            Numbers = entries.Lines,
        }, entries.Rejected);
    }

    private ParsedEntries Parse(PooledBytes body, EntryFormat format, RunId run, long received)
    {
        using (body)
        {
            return ParsedEntries.Read(body.Memory.Span, format, _limits, run, received, _maxEntries);
        }
    }

    private async ValueTask<IResult> StoreAsync(AppendEntries append, IReadOnlyList<RejectedLine> rejected)
    {
        try
        {
            await queue.SubmitNowAsync(append);
        }
        catch (QueueFullException)
        {
            return Problems.QueueFull();
        }
        catch (StoreUnavailableException unavailable)
        {
            return unavailable.Code == ProblemCodes.ShuttingDown ? Problems.Stopping() : Problems.StoreUnavailable(unavailable);
        }

        switch (append.Refusal)
        {
            case Refusal.None:
                metrics.Rejected(rejected.Count);
                return new IngestAnswer(append, rejected, cursors);
            case Refusal.OutOfSequence:
                return OutOfSequence(append);
            default:
                return Problems.UnknownRun(RunIdText.ToText(append.Run.Number));
        }
    }

    private static Problem OutOfSequence(AppendEntries append) => Problems.Conflict(
        ProblemCodes.OutOfSequence,
        $"first={append.FirstNumber} leaves a hole: the next number due from this producer is {append.ExpectedNumber}. "
        + $"Nothing was stored; send the entries from number {append.ExpectedNumber} on.") with
    { Expected = append.ExpectedNumber };
}
