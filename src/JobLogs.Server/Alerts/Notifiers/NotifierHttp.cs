using System.Net;
using System.Net.Http.Headers;
using System.Text;
using JobLogs.Server.Calls;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// Posts JSON to receivers, and says what their answers mean. Redirects are not followed: what is sent is for the address that somebody set. It goes to
/// addresses that the guard allows; where the environment names a proxy for an address (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>), to that, which decides
/// itself what can be reached through it.
/// </summary>
public sealed class NotifierHttp : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly AddressGuard _guard;
    private readonly HttpClient _direct;
    private readonly HttpClient _proxied;
    private readonly IWebProxy _proxy;
    private readonly TimeProvider _time;

    /// <summary>Posts by the connections, or by <paramref name="proxy"/>.</summary>
    internal NotifierHttp(AddressGuard guard, GuardedConnections connections, TimeProvider time, IWebProxy proxy)
    {
        (_guard, _time, _proxy) = (guard, time, proxy);
        _direct = Client(connections.Handler, disposeHandler: false);
        _proxied = Client(
            new SocketsHttpHandler { Proxy = proxy, PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false },
            disposeHandler: true);
    }

    /// <summary>Posts a body.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="judge">What the body of a 2xx answer means; null when it means nothing.</param>
    /// <param name="cancellationToken">Cancelled when the time for the try is over.</param>
    /// <returns>Delivered on 2xx; gone on 410; to be tried again on 408, 425, 429, 5xx and where there is no connection; else refused.</returns>
    public async Task<Delivery> PostAsync(
        string url, byte[] body, IReadOnlyList<(string Name, string Value)> headers, Func<string, Delivery>? judge, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await ClientFor(request.RequestUri!).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode || judge is null)
            {
                return response.IsSuccessStatusCode ? Delivery.Delivered : Judge(response);
            }

            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
            return judge(await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressRefusedException refused)
        {
            // The setting may be changed, and the name be answered otherwise: nothing is given up for it.
            return Delivery.Retry(refused.Message);
        }
        catch (HttpRequestException exception)
        {
            return Delivery.Retry($"The receiver can't be reached ({exception.HttpRequestError}): {exception.Message}");
        }
    }

    /// <summary>What is wrong with an address, or null.</summary>
    public string? Fault(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            return "must be an absolute address that begins with https:// or http://, without a user name in it.";
        }

        // A name is looked at when it is called; what it says now it needn't say then.
        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !_guard.Allows(uri.IdnHost, address)
            ? $"leads to an address that is not public. {_guard.Advice}"
            : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _direct.Dispose();
        _proxied.Dispose();
    }

    private HttpClient ClientFor(Uri url) => _proxy.IsBypassed(url) || _proxy.GetProxy(url) is null ? _direct : _proxied;

    private Delivery Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var error = $"The receiver answered {status} {response.ReasonPhrase}".TrimEnd() + ".";
        return response.StatusCode switch
        {
            HttpStatusCode.Gone => new Delivery(DeliveryOutcome.Gone, error),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 => new Delivery(DeliveryOutcome.Retry, error) { RetryAfter = RetryAfter(response) },
            >= HttpStatusCode.InternalServerError => new Delivery(DeliveryOutcome.Retry, error) { RetryAfter = RetryAfter(response) },
            _ => Delivery.Refused(error),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is not { } said ? null : said.Delta ?? (said.Date is { } date ? date - _time.GetUtcNow() : (TimeSpan?)null);
        return wait > LongestRetryAfter ? LongestRetryAfter : wait;
    }

    private static HttpClient Client(HttpMessageHandler handler, bool disposeHandler)
    {
        var client = new HttpClient(handler, disposeHandler)
        {
            // Time is kept by the callers, on the injected clock.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("JobLogs", typeof(NotifierHttp).Assembly.GetName().Version?.ToString(3)));
        return client;
    }

    /// <summary>A body of JSON.</summary>
    public static byte[] Json(System.Text.Json.Nodes.JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
