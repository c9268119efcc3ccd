using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>Takes every call that it gets, and keeps it.</summary>
internal sealed class CallReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Channel<(string Authorization, JsonElement Body)> _calls = Channel.CreateUnbounded<(string, JsonElement)>();
    private readonly WebApplication _app;

    private CallReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<CallReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new CallReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next call, when it has come.</summary>
    public async Task<(string Authorization, JsonElement Body)> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _calls.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        await _calls.Writer.WriteAsync((context.Request.Headers.Authorization.ToString(), body.RootElement.Clone()));
    }
}
