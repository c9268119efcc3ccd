using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Handlers.Http;

/// <summary>A real server on loopback that jobs call; answers as the test says and keeps what it was asked.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Target(WebApplication app) => _app = app;

    public List<(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)> Asked { get; } = [];

    public string Url => _app.Urls.Single();

    public int Port => new Uri(Url).Port;

    public static async Task<Target> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var target = new Target(builder.Build());
        target._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (target.Asked)
            {
                target.Asked.Add((context.Request.Method, context.Request.Path, body, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
            }

            await answer(context);
        });
        await target._app.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
