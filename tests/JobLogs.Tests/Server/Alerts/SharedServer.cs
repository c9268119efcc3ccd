using JobLogs.Tests.Server.Access.Keys;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>A whole server for tests that change nothing in it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal WholeServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await WholeServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
