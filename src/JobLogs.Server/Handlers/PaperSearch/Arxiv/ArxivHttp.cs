using System.Net;
using System.Net.Http.Headers;

namespace JobLogs.Server.Handlers.PaperSearch.Arxiv;

/// <summary>Makes the HTTP client that everything here speaks to arXiv with.</summary>
internal static class ArxivHttp
{
    /// <summary>The largest answer that is read, in bytes after decompression; a page of 100 papers has about 300 KB.</summary>
    public const int MaxResponseBytes = 16 * 1024 * 1024;

    /// <summary>One client lives as long as the server; its connections don't, so that a changed address is noticed.</summary>
    public static HttpClient CreateClient()
    {
        var client = new HttpClient(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxConnectionsPerServer = 1,
                AutomaticDecompression = DecompressionMethods.All,
                MaxAutomaticRedirections = 3,
                UseCookies = false,
            },
            disposeHandler: true)
        {
            MaxResponseContentBufferSize = MaxResponseBytes,

            // Time is kept by the callers, on the injected clock.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var version = typeof(ArxivHttp).Assembly.GetName().Version?.ToString(3);
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("JobLogs", version));
        return client;
    }
}
