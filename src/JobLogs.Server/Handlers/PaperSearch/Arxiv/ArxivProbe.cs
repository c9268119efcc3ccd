namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>
/// Finds out whether arXiv can be reached, within five seconds altogether. It asks for the head of the host's first page, which
/// is no request to the API and so waits for nobody's turn; any answer will do. An arXiv that was reached counts as reachable
/// for a minute, and runs that begin together share one look.
/// </summary>
internal sealed class ArxivProbe(Uri api, HttpClient http, TimeProvider time) : IDisposable
{
    /// <summary>The longest that the decision may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private long? _reachedAt;

    /// <summary>Null when arXiv answers, else why it can't be reached.</summary>
    public async Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _looking.WaitAsync(either.Token);
            try
            {
                return await LookAsync(either.Token);
            }
            finally
            {
                _looking.Release();
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{api.Host} gave no answer within {Limit.TotalSeconds:0} s";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    private async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        if (_reachedAt is { } reached && time.GetElapsedTime(reached) < Remembered)
        {
            return null;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(api, "/"));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            _reachedAt = time.GetTimestamp();
            return null;
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }
}
