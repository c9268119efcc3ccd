using JobLogs.Storage;

namespace JobLogs.Server.Hosting;

/// <summary>A server that was put together: the web application and the store under it, which outlives it.</summary>
internal sealed class RunningServer(WebApplication app, IStore store) : IAsyncDisposable
{
    /// <summary>The web application.</summary>
    public WebApplication App { get; } = app;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await store.DisposeAsync();
    }
}
