namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>A request, which may be sent to several nodes one after the other.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query, without a leading slash.</param>
/// <param name="Body">JSON, or NDJSON; empty for none.</param>
internal readonly record struct SearchRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Whether the body is NDJSON.</summary>
    internal bool Lines { get; init; }

    /// <summary>The request as errors name it, without its query.</summary>
    internal string Name => $"{Method} /{Path.Split('?')[0]}";

    internal static SearchRequest Get(string path) => new(HttpMethod.Get, path);

    internal static SearchRequest Post(string path, ReadOnlyMemory<byte> body = default) => new(HttpMethod.Post, path, body);

    internal static SearchRequest Put(string path, ReadOnlyMemory<byte> body) => new(HttpMethod.Put, path, body);

    internal static SearchRequest Delete(string path) => new(HttpMethod.Delete, path);

    /// <summary>What is sent.</summary>
    internal HttpRequestMessage ToMessage(Uri node, ReadOnlyMemory<byte>? packed)
    {
        var message = new HttpRequestMessage(Method, new Uri(node, Path));
        if (!Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(packed ?? Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Lines ? "application/x-ndjson" : "application/json");
            if (packed is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
            }
        }

        return message;
    }
}
