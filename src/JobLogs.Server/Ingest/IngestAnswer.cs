using System.Text.Encodings.Web;
using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Ingest;

/// <summary>Says what became of the entries of a request: <c>{accepted, duplicates, rejected, cursor}</c>.</summary>
internal sealed class IngestAnswer(AppendEntries append, IReadOnlyList<RejectedLine> rejected, CursorCodec cursors) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        await using (var json = new Utf8JsonWriter(response.BodyWriter, Options))
        {
            Write(json);
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("accepted"u8, append.Accepted);
        json.WriteNumber("duplicates"u8, append.Duplicates);
        json.WriteStartArray("rejected"u8);
        foreach (var (line, reason) in rejected)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line);
            json.WriteString("code"u8, reason.Code);
            json.WriteString("detail"u8, reason.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Span<byte> cursor = stackalloc byte[CursorCodec.MaxLength];
        var length = cursors.Format(LogScope.OfJob(append.Last.Job), append.Last, cursor);
        json.WriteString("cursor"u8, cursor[..length]);
        json.WriteEndObject();
    }
}
