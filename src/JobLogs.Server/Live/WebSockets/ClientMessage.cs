using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Primitives;

namespace JobLogs.Server.Live.WebSockets;

/// <summary>Reads a client's message, and says all that is wrong with it at once.</summary>
internal static class ClientMessage
{
    private const string Example = """{"type":"subscribe","types":["log"],"filters":{"min_level":"WARNING"},"tail":100}""";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private static readonly string[] SubscribeKeys = ["type", "types", "filters", "after", "tail", "batch"];

    /// <summary>The answer to a binary message.</summary>
    public static ClientCommand NoText { get; } = new ClientCommand.Wrong(Problems.BadRequest($"The message is binary. Send a text message such as {Example}."));

    /// <summary>Reads one message.</summary>
    public static ClientCommand Read(ReadOnlyMemory<byte> utf8, LogScope scope, FilterReader filterReader, CursorCodec cursors)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var message = document.RootElement;
            var type = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("type", out var name) ? name : default;
            return (type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
            {
                "subscribe" => Subscribe(message, scope, filterReader, cursors),
                "unsubscribe" => new ClientCommand.Unsubscribe(),
                "ping" => new ClientCommand.Ping(),
                _ => new ClientCommand.Wrong(Problems.BadValue("type", $"must be subscribe, unsubscribe or ping, as in {Example}.")),
            };
        }
        catch (JsonException exception)
        {
            return new ClientCommand.Wrong(Problems.BadRequest(
                $"The message is no JSON object ({exception.Message.TrimEnd('.')}). Send one such as {Example}."));
        }
    }

    private static ClientCommand Subscribe(JsonElement message, LogScope scope, FilterReader filterReader, CursorCodec cursors)
    {
        var wrong = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        void Wrong(string field, string text) => wrong.TryAdd(field, [text]);

        var unknown = message.EnumerateObject().Select(property => property.Name).Except(SubscribeKeys, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            return new ClientCommand.Wrong(Problems.UnknownParameters(unknown.ToDictionary(
                QueryReader.Shown,
                _ => (IReadOnlyList<string>)[$"is no key of a subscribe message. It has {string.Join(", ", SubscribeKeys)}."],
                StringComparer.Ordinal)));
        }

        var request = new SubscriptionRequest
        {
            Types = StreamTypeNames.Read(Names(message, Wrong), Wrong),
            Tail = Tail(message, Wrong),
            Batch = Batch(message, Wrong),
        };
        if (Filters(message, Wrong) is { } filters)
        {
            var query = new QueryReader(new QueryCollection(filters));
            request = request with { Filter = filterReader.Read(query), FilterText = message.GetProperty("filters").GetRawText() };
            if (query.Problem() is { } problem)
            {
                return new ClientCommand.Wrong(problem);
            }
        }

        if (Text(message, "after", Wrong) is { } after)
        {
            if (!cursors.TryParse(after, scope, out var place, out var endOf))
            {
                return new ClientCommand.Wrong(Problems.BadCursor("after"));
            }

            request = request with { After = place, AfterText = after, EndOf = endOf };
        }

        return wrong.Count == 0 ? new ClientCommand.Subscribe(request) : new ClientCommand.Wrong(Problems.BadValues(wrong));
    }

    /// <summary>The conditions as a call's query parameters would have them, so that they are read by the same rules.</summary>
    private static Dictionary<string, StringValues>? Filters(JsonElement message, Action<string, string> wrong)
    {
        if (!Given(message, "filters", out var filters))
        {
            return null;
        }

        if (filters.ValueKind != JsonValueKind.Object)
        {
            wrong("filters", """must be an object such as {"level": "ERROR"}.""");
            return null;
        }

        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var condition in filters.EnumerateObject())
        {
            if (Values(condition.Value) is not { } texts)
            {
                wrong(QueryReader.Shown(condition.Name), "must be a text, a number or a list of texts.");
            }
            else
            {
                values.Add(condition.Name, texts);
            }
        }

        return values;
    }

    private static StringValues? Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => StringValues.Empty,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().All(part => part.ValueKind == JsonValueKind.String) =>
            value.EnumerateArray().Select(part => part.GetString()).ToArray(),
        _ => null,
    };

    private static string[]? Names(JsonElement message, Action<string, string> wrong)
    {
        if (!Given(message, "types", out var types))
        {
            return null;
        }

        if (types.ValueKind == JsonValueKind.Array && types.EnumerateArray().All(type => type.ValueKind == JsonValueKind.String))
        {
            return [.. types.EnumerateArray().Select(type => type.GetString()!)];
        }

        wrong("types", """must be a list such as ["log", "status", "metric"].""");
        return null;
    }

    private static int Tail(JsonElement message, Action<string, string> wrong)
    {
        if (!Given(message, "tail", out var tail))
        {
            return SubscriptionRequest.DefaultTail;
        }

        if (tail.ValueKind == JsonValueKind.Number && tail.TryGetInt32(out var number) && number is >= 0 and <= SubscriptionRequest.MaxTail)
        {
            return number;
        }

        wrong("tail", $"must be a whole number from 0 to {SubscriptionRequest.MaxTail}.");
        return 0;
    }

    private static bool Batch(JsonElement message, Action<string, string> wrong)
    {
        if (!Given(message, "batch", out var batch))
        {
            return false;
        }

        if (batch.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            wrong("batch", "must be true or false.");
        }

        return batch.ValueKind == JsonValueKind.True;
    }

    private static string? Text(JsonElement message, string name, Action<string, string> wrong)
    {
        if (!Given(message, name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }

        wrong(name, "must be a text.");
        return null;
    }

    private static bool Given(JsonElement message, string name, out JsonElement value) =>
        message.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
