using System.Text.Json;

namespace JobLogs.Server.Shippers.Elastic;

/// <summary>Answers <c>_bulk</c> item by item, in the order of the request.</summary>
internal sealed class BulkAnswer(IReadOnlyList<BulkItem> items, ShippedOutcome outcome) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        ElasticProduct.Mark(response);
        response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            Write(json);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("took"u8, 0);
        json.WriteBoolean("errors"u8, outcome.Rejected.Count > 0);
        json.WriteStartArray("items"u8);
        var rejected = 0;
        for (var index = 0; index < items.Count; index++)
        {
            var isRejected = rejected < outcome.Rejected.Count && outcome.Rejected[rejected].Record == index;
            json.WriteStartObject();
            json.WriteStartObject(items[index].Action);
            json.WriteString("_index"u8, items[index].Index);
            json.WriteString("_id"u8, items[index].Id);
            json.WriteNumber("status"u8, isRejected ? StatusCodes.Status400BadRequest : StatusCodes.Status201Created);
            if (isRejected)
            {
                json.WriteStartObject("error"u8);
                json.WriteString("type"u8, outcome.Rejected[rejected].Code);
                json.WriteString("reason"u8, outcome.Rejected[rejected++].Detail);
                json.WriteEndObject();
            }
            else
            {
                json.WriteString("result"u8, "created"u8);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
