using System.Net;
using System.Net.Http.Headers;

namespace JobLogs.Server.Handlers.Http;

/// <summary>One request: the one that the job names, or one that a redirect makes of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Headers">What the job says in headers.</param>
/// <param name="Body">What is sent; null for nothing.</param>
/// <param name="BodyType">The body's type where no header says it.</param>
internal sealed record HttpCall(
    HttpMethod Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body, string BodyType)
{
    /// <summary>The request as it is sent.</summary>
    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(Method, Url) { Version = HttpVersion.Version11 };
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(BodyType) } };
        }

        message.Headers.TryAddWithoutValidation("User-Agent", "joblogs");
        foreach (var (name, value) in Headers)
        {
            HttpHeaders headers = IsContentHeader(name) ? message.Content!.Headers : message.Headers;
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>
    /// The request that follows a redirect: 303 asks with GET; so do 301 and 302 after POST, as browsers do. To another origin goes no header that can
    /// hold a credential.
    /// </summary>
    /// <param name="status">The redirect's status.</param>
    /// <param name="target">Where it leads.</param>
    public HttpCall Redirected(int status, Uri target)
    {
        var becomesGet = (status == 303 && Method != HttpMethod.Head) || (status is 301 or 302 && Method == HttpMethod.Post);
        var call = this with { Url = target };
        if (becomesGet)
        {
            call = call with { Method = HttpMethod.Get, Body = null, Headers = [.. call.Headers.Where(header => !IsContentHeader(header.Key))] };
        }

        return IsSameOrigin(Url, target) ? call : call with { Headers = [.. call.Headers.Where(header => HeaderRules.GoesAlong(header.Key))] };
    }

    /// <summary>Whether a header speaks of the body, and can't be sent without one.</summary>
    public static bool IsContentHeader(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
