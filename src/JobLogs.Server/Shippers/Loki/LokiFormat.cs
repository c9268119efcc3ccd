using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Loki;

/// <summary>Loki's push, as Protocol Buffers packed with Snappy, or JSON. The job is the label <c>job</c>, <c>service_name</c> or <c>app</c>.</summary>
/// <param name="maxBytes">How long a body may be, unpacked.</param>
internal sealed class LokiFormat(int maxBytes) : IShipperFormat
{
    /// <inheritdoc />
    public void Read(HttpRequest request, ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        try
        {
            if (request.HasJsonContentType())
            {
                LokiJson.Read(body, (stream, line) => Add(stream, line, records));
            }
            else
            {
                LokiProtobuf.Read(LokiProtobuf.Unpack(body.Span, maxBytes), (stream, line) => Add(stream, line, records));
            }
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            records.Refuse(Problems.BadRequest($"The body is no push request of Loki: {malformed.Message} Nothing of it was stored."));
        }
    }

    /// <inheritdoc />
    public IResult Answer(HttpRequest request, ShippedOutcome outcome)
    {
        if (outcome.Rejected.Count == 0)
        {
            return TypedResults.NoContent();
        }

        // The protocol has no partial success, and its clients send nothing again after 400: so this tells them, and loses nothing more.
        var (record, code, detail) = outcome.Rejected[0];
        return TypedResults.Text(
            $"{outcome.Rejected.Count} of {outcome.Count} lines were refused, the others are stored; the first is line {record + 1} ({code}): {detail}",
            statusCode: StatusCodes.Status400BadRequest);
    }

    private static void Add(LokiStream stream, LokiLine line, ShippedRecords records)
    {
        using var parsed = TryParse(line.Text);
        var record = parsed?.RootElement ?? default;
        records.Add(new LokiEntry(stream, line, record), Target(stream, line.Metadata));
    }

    private static ShipTarget Target(LokiStream stream, LokiStream metadata)
    {
        if ((metadata.Find("joblogs_run_id", "job_run_id") ?? stream.Find("joblogs_run_id", "job_run_id")) is { } run)
        {
            return ShipTarget.OfRun(run);
        }

        return stream.Find("joblogs_job", "job", "service_name", "app") is { } job
            ? ShipTarget.OfJob(job, metadata.Find("joblogs_run_key") ?? stream.Find("joblogs_run_key"))
            : default;
    }

    private static JsonDocument? TryParse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
