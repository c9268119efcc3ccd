using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>
/// Posts JSON to receivers, and says what their answers mean. Redirects are not followed: what is sent is for the address that somebody set. Addresses of
/// the server's own network are allowed, since only administrators set them and chat servers often are there.
/// </summary>
public sealed class NotifierHttp : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private readonly HttpClient _client = CreateClient();
    private readonly TimeProvider _time;

    /// <summary>Makes one; the server has one for all notifiers, which ask for it in their constructors.</summary>
    /// <param name="time">The clock, for receivers that say until when they want to be left alone.</param>
    public NotifierHttp(TimeProvider time) => _time = time;

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
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? judge?.Invoke(await response.Content.ReadAsStringAsync(cancellationToken)) ?? Delivery.Delivered
                : Judge(response);
        }
        catch (HttpRequestException exception)
        {
            return Delivery.Retry($"The receiver can't be reached ({exception.HttpRequestError}): {exception.Message}");
        }
    }

    /// <summary>What is wrong with an address, or null.</summary>
    public static string? Fault(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? null
            : "must be an absolute address that begins with https:// or http://, without a user name in it.";

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

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

    private static HttpClient CreateClient()
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
            },
            disposeHandler: true)
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,

            // Time is kept by the callers, on the injected clock.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("JobLogs", typeof(NotifierHttp).Assembly.GetName().Version?.ToString(3)));
        return client;
    }

    /// <summary>A body of JSON.</summary>
    public static byte[] Json(System.Text.Json.Nodes.JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
