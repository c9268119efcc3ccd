using System.Text;
using System.Text.Json.Nodes;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>What happens to a request.</summary>
internal sealed class Fault(Func<Exchange, Task> happen)
{
    /// <summary>It is passed on, and so is the answer.</summary>
    public static Fault None { get; } = new(async exchange => await AnswerAsync(exchange, body => body));

    /// <summary>It is answered with a status, and not passed on.</summary>
    public static Fault Status(int status, string body = """{"error":{"type":"rejected","reason":"too much to do"}}""") =>
        new(exchange => exchange.AnswerAsync(status, body));

    /// <summary>The connection is cut before an answer.</summary>
    public static Fault Cut() => new(exchange =>
    {
        exchange.Cut();
        return Task.CompletedTask;
    });

    /// <summary>It is carried out, and the connection cut in the middle of the answer.</summary>
    public static Fault CutAnswer() => new(async exchange =>
    {
        var (status, body) = await exchange.ForwardAsync();
        await exchange.AnswerHalfAsync(status, body);
    });

    /// <summary>It is carried out, and never answered; <paramref name="carriedOut"/> tells when.</summary>
    public static Fault Silence(TaskCompletionSource carriedOut) => new(async exchange =>
    {
        await exchange.ForwardAsync();
        carriedOut.TrySetResult();
    });

    /// <summary>It is carried out, and something in the answer replaced.</summary>
    public static Fault Replace(string text, string by) => new(exchange => AnswerAsync(exchange, body => body.Replace(text, by, StringComparison.Ordinal)));

    /// <summary>The first items of a bulk request are refused with a status, the others carried out.</summary>
    public static Fault RefuseItems(int count, int status, string type) => new(async exchange =>
    {
        var lines = Encoding.UTF8.GetString(exchange.Body).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        exchange.Body = Encoding.UTF8.GetBytes(string.Join('\n', lines.Skip(2 * count)) + "\n");
        var refused = $$$$"""{"create":{"status":{{{{status}}}},"error":{"type":"{{{{type}}}}","reason":"not now"}}}""";
        await AnswerAsync(exchange, body =>
        {
            var answer = JsonNode.Parse(body)!;
            var items = answer["items"]!.AsArray();
            for (var i = 0; i < count; i++)
            {
                items.Insert(0, JsonNode.Parse(refused));
            }

            answer["errors"] = true;
            return answer.ToJsonString();
        });
    });

    public Task HappenAsync(Exchange exchange) => happen(exchange);

    private static async Task AnswerAsync(Exchange exchange, Func<string, string> change)
    {
        var (status, body) = await exchange.ForwardAsync();
        await exchange.AnswerAsync(status, change(body));
    }
}
