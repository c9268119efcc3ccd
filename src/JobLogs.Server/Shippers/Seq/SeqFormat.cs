using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Seq;

/// <summary>
/// What clients of Seq send: CLEF lines (<c>application/vnd.serilog.clef</c>, or <c>?clef</c>), or an object with an array
/// <c>Events</c>. The job is the property <c>Application</c>, when the record names no other.
/// </summary>
internal sealed class SeqFormat : IShipperFormat
{
    private const string ApplicationProperty = "Application";

    /// <inheritdoc />
    public void Read(HttpRequest request, ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        if (IsClef(request))
        {
            ReadLines(body, records);
        }
        else
        {
            ReadEvents(body, records);
        }
    }

    /// <inheritdoc />
    public IResult Answer(HttpRequest request, ShippedOutcome outcome)
    {
        if (outcome.Rejected.Count == 0)
        {
            return TypedResults.Text("""{"MinimumLevelAccepted":null}""", "application/json", statusCode: StatusCodes.Status201Created);
        }

        // The protocol has no partial success. A refusal of all would have the good ones sent again, and kept twice; so it is told beside.
        var (record, code, detail) = outcome.Rejected[0];
        var answer = JsonSerializer.Serialize(
            $"{outcome.Rejected.Count} of {outcome.Count} events were refused; the first is event {record + 1} ({code}): {detail}",
            SeqJsonContext.Default.String);
        return outcome.Rejected.Count < outcome.Count
            ? TypedResults.Text($$"""{"MinimumLevelAccepted":null,"Error":{{answer}}}""", "application/json", statusCode: StatusCodes.Status201Created)
            : TypedResults.Text($$"""{"Error":{{answer}}}""", "application/json", statusCode: StatusCodes.Status400BadRequest);
    }

    private static bool IsClef(HttpRequest request) =>
        request.Query.ContainsKey("clef")
        || request.Path.Value?.EndsWith("/ingest/clef", StringComparison.OrdinalIgnoreCase) == true
        || request.ContentType?.StartsWith("application/vnd.serilog.clef", StringComparison.OrdinalIgnoreCase) == true;

    private static void ReadLines(ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        var lines = new JsonLines(body);
        while (records.Problem is null && lines.MoveNext())
        {
            try
            {
                using var line = JsonDocument.Parse(lines.Current);
                if (line.RootElement.ValueKind == JsonValueKind.Object)
                {
                    records.Add(new ClefEntry(line.RootElement), JsonTargets.Of(line.RootElement, line.RootElement.Text(ApplicationProperty)));
                }
                else
                {
                    records.Reject("not_an_object", "An event must be an object such as {\"@t\": \"…\", \"@mt\": \"…\"}.");
                }
            }
            catch (JsonException)
            {
                records.Reject("invalid_json", "The line is not one JSON object.");
            }
        }
    }

    private static void ReadEvents(ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (!document.RootElement.TryFind("Events", out var events) || events.ValueKind != JsonValueKind.Array)
            {
                records.Refuse(Problems.BadRequest("The body must be {\"Events\": [{\"Timestamp\": \"…\", \"MessageTemplate\": \"…\"}]}; lines of CLEF are sent as application/vnd.serilog.clef."));
                return;
            }

            foreach (var record in events.EnumerateArray())
            {
                if (record.ValueKind == JsonValueKind.Object)
                {
                    var properties = record.TryGetProperty("Properties", out var some) ? some : default;
                    records.Add(new RawEventEntry(record, properties), JsonTargets.Of(properties, properties.Text(ApplicationProperty)));
                }
                else
                {
                    records.Reject("not_an_object", "An event must be an object such as {\"Timestamp\": \"…\", \"MessageTemplate\": \"…\"}.");
                }
            }
        }
        catch (JsonException malformed)
        {
            records.Refuse(Problems.BadRequest($"The body is not JSON: it goes wrong at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}. Nothing of it was stored."));
        }
    }
}
