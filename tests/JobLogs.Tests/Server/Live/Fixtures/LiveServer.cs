using JobLogs.Server.Http;
using JobLogs.Server.Live;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>The live endpoints behind a real Kestrel on a loopback port, on a real store.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveServer(LiveHouse house, WebApplication app)
    {
        House = house;
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public LiveHouse House { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public ILiveWaiter Waiter => _app.Services.GetRequiredService<ILiveWaiter>();

    public static async Task<LiveServer> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var house = await LiveHouse.OpenAsync(time: time ?? TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrelCore();
        builder.Services.AddSingleton(house.Time);
        builder.Services.AddSingleton(house.Store.Logs);
        builder.Services.AddSingleton(house.Store.Jobs);
        builder.Services.AddSingleton(house.Store.Runs);
        builder.Services.AddSingleton<CursorCodec>();
        builder.Services.AddSingleton<Addresses>();
        builder.Services.AddLive(builder.Configuration);
        var app = builder.Build();
        app.MapLive();
        await app.StartAsync();
        return new LiveServer(house, app);
    }

    public async Task CommitAsync(params StoreCommand[] commands)
    {
        var commit = await House.CommitOnlyAsync(commands);
        _app.Services.GetRequiredService<Tail>().Publish(commit, commands);
    }

    public Task LogAsync(Run run, params string[] messages) => CommitAsync(House.Append(run, messages));

    public async Task<(string Job, string Run, Run Started)> StartRunAsync()
    {
        var job = await House.JobAsync($"job {Guid.NewGuid():N}");
        var run = await House.RunAsync(job);
        return (JobLogs.Protocol.Ids.JobIdText.ToText(job.Id.Number), JobLogs.Protocol.Ids.RunIdText.ToText(run.Id.Number), run);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await House.DisposeAsync();
    }
}
