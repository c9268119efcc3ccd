using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Elastic;

/// <summary>
/// Elasticsearch's <c>_bulk</c>: lines of actions, each followed by its document. The job is <c>service.name</c>, else the index, when
/// the document names no other. For one request.
/// </summary>
/// <param name="index">The index of the request's path.</param>
internal sealed class BulkFormat(string? index) : IShipperFormat
{
    private readonly List<BulkItem> _items = [];

    /// <inheritdoc />
    public void Read(HttpRequest request, ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        var lines = new JsonLines(body);
        while (records.Problem is null && lines.MoveNext())
        {
            if (BulkAction.Parse(lines.Current, index) is not { } item)
            {
                records.Refuse(Problems.BadRequest(
                    $"Action {_items.Count + 1} is no action of _bulk such as {{\"create\": {{\"_index\": \"…\"}}}}, followed by a line with the document. Nothing of the request was stored."));
                return;
            }

            _items.Add(item);
            if (item.Action is "delete" || (item.Action is "update" && lines.MoveNext()))
            {
                records.Reject("append_only", $"A log is only added to: {item.Action} is not done here. Send create or index.");
            }
            else if (lines.MoveNext())
            {
                Add(item, lines.Current, records);
            }
            else
            {
                records.Refuse(Problems.BadRequest("The last action has no document: the body breaks off. Nothing of the request was stored."));
            }
        }
    }

    /// <inheritdoc />
    public IResult Answer(HttpRequest request, ShippedOutcome outcome) => new BulkAnswer(_items, outcome);

    private static void Add(BulkItem item, ReadOnlyMemory<byte> line, ShippedRecords records)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var job = document.RootElement.Text("service.name") ?? BulkAction.JobOf(item.Index);
                records.Add(ElasticEntry.Of(document.RootElement), JsonTargets.Of(document.RootElement, job));
            }
            else
            {
                records.Reject("not_an_object", "A document must be an object such as {\"@timestamp\": \"…\", \"message\": \"…\"}.");
            }
        }
        catch (JsonException)
        {
            records.Reject("invalid_json", "The document is not one JSON object on one line.");
        }
    }
}
