using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobLogs.Protocol.Problems;

namespace JobLogs.Client.Http;

/// <summary>Makes calls and tells what became of them: the answer, or a <see cref="JobLogsException"/>.</summary>
internal sealed class ApiConnection(HttpClient http, JobLogsOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly Uri _root = Root(http.BaseAddress ?? options.ServerAddress);

    /// <summary>What calls are made with.</summary>
    public HttpClient Http { get; } = http;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The value of the Authorization header, or null.</summary>
    public string? Authorization => options.ApiKey is { Length: > 0 } key ? "Bearer " + key : null;

    /// <summary>The address of a path such as <c>api/cronjobs</c>.</summary>
    public Uri AddressOf(string path) => new(_root, path);

    /// <summary>Reads something.</summary>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, path, null, answer, cancellationToken);

    /// <summary>Makes a call whose answer is read.</summary>
    /// <param name="patience">How long to wait until the answer begins; null for the usual 100 s.</param>
    public async Task<T> CallAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using var response = await OpenAsync(new HttpRequestMessage(method, AddressOf(path)) { Content = body }, cancellationToken, patience).ConfigureAwait(false);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(stream, answer, cancellationToken).ConfigureAwait(false)
                ?? throw NotOurs(response.StatusCode);
        }
        catch (JsonException exception)
        {
            throw NotOurs(response.StatusCode, exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw NoAnswer(exception);
        }
    }

    /// <summary>Makes a call whose answer has nothing to say.</summary>
    public async Task CallAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(method, path, body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a call and returns as soon as the answer begins. It is a good one; the caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken) =>
        OpenAsync(new HttpRequestMessage(method, AddressOf(path)) { Content = body }, cancellationToken);

    /// <inheritdoc cref="OpenAsync(HttpMethod, string, HttpContent?, CancellationToken)"/>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using (request)
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            if (Authorization is { } authorization)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }

            // By the wall clock, as HttpClient's own limit, which is the same for every call and so is not used.
            late.CancelAfter(patience ?? Patience);
            HttpResponseMessage response;
            try
            {
                response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token).ConfigureAwait(false);
            }
            catch (HttpRequestException exception)
            {
                throw NoAnswer(exception);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw NoAnswer(exception);
            }

            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<JobLogsException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var retryAfter = RetryAfter(response.Headers.RetryAfter);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var problem = await JsonSerializer.DeserializeAsync(body, ProblemsJsonContext.Default.ProblemDocument, cancellationToken).ConfigureAwait(false);
            return problem is null ? NotOurs(response.StatusCode) : new JobLogsException(problem, retryAfter) { Status = response.StatusCode };
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            return NotOurs(response.StatusCode, exception, retryAfter);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - Time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private JobLogsException NoAnswer(Exception exception) => new(
        JobLogsException.Unreachable,
        $"The server at {_root} can't be reached ({(exception.InnerException ?? exception).Message.TrimEnd('.')}). Is it running, and is this its address?",
        exception);

    private JobLogsException NotOurs(HttpStatusCode status, Exception? exception = null, TimeSpan? retryAfter = null) => new(
        JobLogsException.UnexpectedAnswer,
        $"{_root} answered {(int)status}, but not as a JobLogs server does. Is this its address?",
        exception)
    { Status = status, RetryAfter = retryAfter };

    private static Uri Root(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
