using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>The body of a refusal; the error is an object, or a text from something in between.</summary>
internal sealed record ErrorReply(JsonElement? Error);
