using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JobLogs.Server.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Server.Access.Keys;

/// <summary>The server as it is put together for real, in this process, on a database of its own and a free port.</summary>
internal sealed class WholeServer : IAsyncDisposable
{
    private readonly RunningServer _server;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private WholeServer(RunningServer server, string folder, bool ownsFolder)
    {
        (_server, _folder, _ownsFolder) = (server, folder, ownsFolder);
        Address = new Uri(server.App.Urls.First());
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    /// <summary>Keeps no cookies.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _server.App.Services;

    /// <summary>Every endpoint that a path leads to.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static async Task<WholeServer> StartAsync(TimeProvider? time = null, string? folder = null, params string[] settings) =>
        await StartAsync(null, time, folder, settings);

    /// <param name="extend">What it has beside what every server has.</param>
    public static async Task<WholeServer> StartAsync(Action<IServiceCollection>? extend, TimeProvider? time = null, string? folder = null, params string[] settings)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("joblogs-keys-").FullName : folder;
        string[] args =
        [
            "--PORT", "0", "--DATABASE_URL", $"sqlite:///{own}/joblogs.db", "--PAPER_SEARCH_SOURCE", "sample", "--LOG_LEVEL", "CRITICAL", .. settings,
        ];
        var server = await ServerBuilder.BuildAsync(args, time ?? TimeProvider.System, extend);
        await server.App.StartAsync();
        return new WholeServer(server, own, folder is null);
    }

    public static FakeTimeProvider FakeTime() => new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Makes a key by the API and returns its text and id.</summary>
    public async Task<(string Text, string Id)> MakeKeyAsync(string role, string? by = null, string? name = null, string? expiresAt = null)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, "/api/keys", by, new { name = name ?? role, role, expires_at = expiresAt });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return (body.GetProperty("key").GetString()!, body.GetProperty("id").GetString()!);
    }

    /// <summary>Calls the API with a key, or without.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SendAsync(
        HttpMethod method, string path, string? key = null, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default, response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
