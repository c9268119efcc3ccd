using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace JobLogs.Server.Http;

/// <summary>A JSON body of bounded size, or why there is none.</summary>
/// <param name="Json">The body; undefined when it was absent and may be.</param>
/// <param name="Refused">What to answer instead; null when the body was read.</param>
internal readonly record struct JsonBody(JsonElement Json, Problem? Refused)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Whether there is a body.</summary>
    public bool IsPresent => Json.ValueKind != JsonValueKind.Undefined;

    /// <summary>Reads the body of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="maxBytes">The longest body that is taken.</param>
    /// <param name="optional">Whether an empty body will do, whatever its content type.</param>
    public static async ValueTask<JsonBody> ReadAsync(
        HttpRequest request, int maxBytes, bool optional, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return Refuse(TooLarge(maxBytes));
        }

        if (!IsIdentity(request.Headers.ContentEncoding.ToString()))
        {
            return Refuse(Problems.UnsupportedMediaType(
                $"Content-Encoding '{QueryReader.Shown(request.Headers.ContentEncoding.ToString())}' is not read here; send the body as it is."));
        }

        var body = new ArrayBufferWriter<byte>(1024);
        while (await request.Body.ReadAsync(body.GetMemory(), cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > maxBytes)
            {
                return Refuse(TooLarge(maxBytes));
            }
        }

        if (body.WrittenCount == 0 && optional)
        {
            return default;
        }

        return request.HasJsonContentType()
            ? Parse(body.WrittenMemory)
            : Refuse(Problems.UnsupportedMediaType(
                $"The body's content type is {(string.IsNullOrEmpty(request.ContentType) ? "missing" : $"'{QueryReader.Shown(request.ContentType)}'")}; send Content-Type: application/json."));
    }

    private static JsonBody Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.IsEmpty)
        {
            return Refuse(Problems.BadRequest("The body is empty; send a JSON object, for example {}."));
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            return Refuse(Problems.BadRequest("The body is not UTF-8; JSON is sent as UTF-8."));
        }

        try
        {
            return new JsonBody(JsonElement.Parse(utf8.Span, Strict), null);
        }
        catch (JsonException exception)
        {
            return Refuse(Problems.BadRequest(
                $"The body is not JSON: it breaks off or goes wrong at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."));
        }
    }

    private static bool IsIdentity(string encoding) =>
        encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static Problem TooLarge(int maxBytes) => Problems.TooLarge($"The body is longer than the {maxBytes} bytes that are taken here.");

    private static JsonBody Refuse(Problem problem) => new(default, problem);
}
