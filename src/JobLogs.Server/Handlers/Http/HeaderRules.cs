using System.Buffers;
using JobLogs.Server.Http;

namespace JobLogs.Server.Handlers.Http;

/// <summary>Which headers a job may set, and which go along to another origin.</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // They say how the request is carried, which is the connection's affair, or have a meaning in answers only.
    private static readonly HashSet<string> Connection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "TE", "Trailer", "Upgrade", "Proxy-Authorization", "Proxy-Connection",
        "Allow", "Expires", "Last-Modified",
    };

    // All others can hold what proves who asks: X-Api-Key as well as Authorization and Cookie.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Language", "Content-Type", "Content-Language", "User-Agent" };

    /// <summary>Whether a header is sent to another origin than the one that the job names.</summary>
    public static bool GoesAlong(string name) => Harmless.Contains(name);

    /// <summary>Reads the parameter; null when it is wrong.</summary>
    /// <param name="hasBody">Whether something is sent that headers can speak of.</param>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(JsonFields fields, bool hasBody)
    {
        var headers = fields.TextMap("headers", "{\"Accept\": \"application/json\"}");
        foreach (var (name, value) in headers ?? [])
        {
            if (Fault(name, value, hasBody) is { } fault)
            {
                fields.Wrong("headers", $"'{QueryReader.Shown(name)}' {fault}");
            }
        }

        return headers;
    }

    private static string? Fault(string name, string value, bool hasBody)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
        {
            return "is no name of a header: it must have letters, digits and - only.";
        }

        if (Connection.Contains(name))
        {
            return "can't be set: the connection sets it, or it is for answers only.";
        }

        if (!hasBody && HttpCall.IsContentHeader(name))
        {
            return "speaks of a body, and there is no parameters.body.";
        }

        return value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "has a value with other characters than printable ASCII." : null;
    }
}
