using System.Text;
using JobLogs.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Web;

/// <summary>A server with nothing but a page, and one call beside it.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    public const string Index = "<!doctype html><title>JobLogs</title>";
    public const string Script = "console.log('the page')";

    private readonly WebApplication _app;

    private PageServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public static async Task<PageServer> StartAsync(bool built = true)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (built)
        {
            files["index.html"] = Encoding.UTF8.GetBytes(Index);
            files["assets/index-a1.js"] = Encoding.UTF8.GetBytes(Script);
            files["assets/index-a1.js.br"] = [1, 2, 3];
            files["assets/index-a1.js.gz"] = [4, 5];
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddWeb().AddSingleton(new PageFiles(files));
        var app = builder.Build();
        app.MapWeb();
        app.MapGet("/api/known", () => "known");
        await app.StartAsync();
        return new PageServer(app);
    }

    /// <summary>Sends a request with these headers.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string accept = "text/html", string? encoding = null, string? known = null, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding ?? "identity");
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
