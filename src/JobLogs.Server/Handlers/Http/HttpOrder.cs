using System.Net;
using System.Text;
using System.Text.Json;
using JobLogs.Server.Calls;
using JobLogs.Server.Http;

namespace JobLogs.Server.Handlers.Http;

/// <summary>What a run of an <c>http</c> job was asked to do.</summary>
/// <param name="Call">The first request.</param>
/// <param name="Expected">The statuses that mean success.</param>
/// <param name="TimeoutSeconds">What all of it may take, redirects included.</param>
/// <param name="MaxRedirects">How many redirects are followed.</param>
internal sealed record HttpOrder(HttpCall Call, ExpectedStatus Expected, int TimeoutSeconds, int MaxRedirects)
{
    private const int DefaultTimeout = 60;
    private const int MaxTimeout = 86_400;
    private const int DefaultRedirects = 5;
    private const int MostRedirects = 20;
    private const int MaxUrl = 8_192;
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Json = "application/json";

    /// <summary>Reads a job's parameters and notes what is wrong with them; null when something is.</summary>
    public static HttpOrder? Read(JsonFields fields, AddressGuard guard)
    {
        var url = ReadUrl(fields, guard);
        var method = fields.Word("method", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") ?? "GET";
        var (body, type) = ReadBody(fields, method);
        var headers = HeaderRules.Read(fields, hasBody: body is not null);
        var expected = ExpectedStatus.Read(fields);
        var timeout = fields.Integer("timeout_seconds", 1, MaxTimeout) ?? DefaultTimeout;
        var redirects = fields.Integer("max_redirects", 0, MostRedirects) ?? DefaultRedirects;
        return url is null || headers is null || expected is null || fields.Problem() is not null
            ? null
            : new HttpOrder(new HttpCall(new HttpMethod(method), url, headers, body, type), expected, (int)timeout, (int)redirects);
    }

    private static Uri? ReadUrl(JsonFields fields, AddressGuard guard)
    {
        if (fields.Text("url") is not { } text)
        {
            if (!fields.IsWrong("url"))
            {
                fields.Wrong("url", "is required, for example: \"url\": \"https://example.com/health\".");
            }

            return null;
        }

        if (Fault(text, guard, out var url) is not { } fault)
        {
            return url;
        }

        fields.Wrong("url", fault);
        return null;
    }

    private static string? Fault(string text, AddressGuard guard, out Uri? url)
    {
        if (text.Length > MaxUrl)
        {
            url = null;
            return $"is {text.Length} characters long; at most {MaxUrl} are taken.";
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
        {
            return "must be an http or https address, such as \"https://example.com/health\".";
        }

        if (url.UserInfo.Length > 0)
        {
            return "has a user in it; send credentials in parameters.headers, as Authorization, and name headers in secret_parameters.";
        }

        // A name is looked at when it is called; what it says now it needn't say then.
        return IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !guard.Allows(url.IdnHost, address)
            ? $"leads to an address that is not public. {guard.Advice}"
            : null;
    }

    private static (byte[]? Body, string Type) ReadBody(JsonFields fields, string method)
    {
        if (!fields.TryGet("body", out var body))
        {
            return (null, PlainText);
        }

        if (method is "GET" or "HEAD")
        {
            fields.Wrong("body", $"can't be sent with {method}; set parameters.method to POST, for example.");
        }

        if (body.ValueKind != JsonValueKind.String)
        {
            return (Encoding.UTF8.GetBytes(body.GetRawText()), Json);
        }

        return fields.Text("body") is { } text ? (Encoding.UTF8.GetBytes(text), PlainText) : (null, PlainText);
    }
}
