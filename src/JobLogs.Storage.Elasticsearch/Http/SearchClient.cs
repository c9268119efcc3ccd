using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>
/// Sends requests to the nodes of the list: to the next when one can't be reached or is shutting down. Every request of this
/// adapter may be sent again. Bounded in time and in the size of answers.
/// </summary>
internal sealed class SearchClient : IDisposable
{
    private const int PackFrom = 8 * 1024;

    private readonly HttpClient _http;
    private readonly SearchNodes _nodes;
    private readonly TimeProvider _time;
    private readonly int _answerBytes;

    internal SearchClient(ElasticsearchOptions options, TimeProvider time)
    {
        _time = time;
        _answerBytes = options.AnswerBytes;
        _nodes = new SearchNodes(options.Hosts, options.NodePause, time);
        var handler = new SocketsHttpHandler
        {
            SslOptions = Trust.Of(options.CaFile),
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 16,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        if (options.Username is { Length: > 0 } user)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}"));
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
    }

    /// <summary>How many nodes answer, and how many there are.</summary>
    internal (int Answering, int Listed) Nodes => (_nodes.Answering, _nodes.Listed);

    /// <summary>Sends a request, and returns the first answer that a node gives, whatever its status.</summary>
    /// <exception cref="SearchFaultException">No node answered.</exception>
    internal async Task<SearchReply> SendAsync(SearchRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        using var packed = new PooledBuffer();
        SearchReply? busy = null;
        Exception? failure = null;
        foreach (var node in _nodes.InTurn())
        {
            try
            {
                busy?.Dispose();
                busy = await SendAsync(node, request, packed, either.Token);
                if (busy.Status is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
                {
                    _nodes.Answered(node);
                    return busy;
                }

                _nodes.Failed(node);
            }
            catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                _nodes.Failed(node);
                throw new SearchFaultException(NoAnswerReason.TimedOut, $"{request.Name} took longer than {timeout.TotalSeconds:0.#} s at {node.Address.Authority}.");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException || IsConnectTimeout(exception))
            {
                _nodes.Failed(node);
                (failure, busy) = (exception, null);
            }
        }

        return busy ?? throw new SearchFaultException(
            NoAnswerReason.Unreachable, $"{request.Name}: no search server of {_nodes.Listed} could be reached; the last said: {Innermost(failure)}", failure);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<SearchReply> SendAsync(SearchNode node, SearchRequest request, PooledBuffer packed, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(node.Address, Pack(node, request, packed));
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var body = new PooledBuffer();
        try
        {
            await ReadAsync(response, body, request, cancellationToken);
            var product = response.Headers.TryGetValues("X-Elastic-Product", out var values) ? values.FirstOrDefault() : null;
            return new SearchReply(response.StatusCode, request.Name, product, body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(HttpResponseMessage response, PooledBuffer body, SearchRequest request, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        for (var read = -1; read != 0; body.Advance(read))
        {
            if (body.Length > _answerBytes)
            {
                throw new SearchFaultException(NoAnswerReason.BeyondItsMeans, $"{request.Name} was answered with more than {_answerBytes} bytes.");
            }

            read = await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken);
        }
    }

    // Over a network the search text packs to a sixth; on one's own machine it would only cost.
    private static ReadOnlyMemory<byte>? Pack(SearchNode node, SearchRequest request, PooledBuffer packed)
    {
        if (node.Address.IsLoopback || request.Body.Length < PackFrom)
        {
            return null;
        }

        if (packed.Length == 0)
        {
            using var gzip = new GZipStream(new BufferStream(packed), CompressionLevel.Fastest);
            gzip.Write(request.Body.Span);
        }

        return packed.Memory;
    }

    private static bool IsConnectTimeout(Exception exception) => exception is OperationCanceledException { InnerException: TimeoutException };

    private static string Innermost(Exception? failure) => failure?.GetBaseException().Message ?? "nothing";
}
