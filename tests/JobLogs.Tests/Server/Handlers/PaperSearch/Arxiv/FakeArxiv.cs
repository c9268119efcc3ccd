using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Arxiv;

/// <summary>An arXiv on this machine: real HTTP, answers as the test says.</summary>
internal sealed class FakeArxiv : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeArxiv(WebApplication app) => _app = app;

    /// <summary>The requests so far: path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The value of <c>User-Agent</c> that came last.</summary>
    public string? UserAgent { get; private set; }

    public Uri Api => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api/query");

    /// <summary>Starts a server; <paramref name="answer"/> gets each request and its number, from 1.</summary>
    public static async Task<FakeArxiv> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeArxiv(builder.Build());
        fake._app.Run(context =>
        {
            fake.Requests.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
            fake.UserAgent = context.Request.Headers.UserAgent;
            return answer(context, fake.Requests.Count);
        });
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Starts a server that has <paramref name="total"/> papers and pages through them.</summary>
    public static Task<FakeArxiv> StartAsync(int total) => StartAsync((context, _) =>
    {
        var (start, size) = Window(context);
        return context.Response.WriteAsync(ArxivFeeds.Page(total, start, Math.Min(size, Math.Max(0, total - start))));
    });

    /// <summary>What the request asks for.</summary>
    public static (int Start, int Size) Window(HttpContext context) =>
        (int.Parse(context.Request.Query["start"]!), int.Parse(context.Request.Query["max_results"]!));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
