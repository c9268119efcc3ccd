using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Jobs;
using JobLogs.Server.Live;
using JobLogs.Server.Logs;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Server.Shippers;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;
using JobLogs.Storage.Sqlite;
using JobLogs.Tests.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Shippers;

/// <summary>What shippers send to, jobs, runs and logs, on a real SQLite file and a real Kestrel on a free port.</summary>
internal sealed class ShipperServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteStore _store;
    private readonly string _folder;

    private ShipperServer(WebApplication app, SqliteStore store, string folder)
    {
        (_app, _store, _folder) = (app, store, folder);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IRunStore Runs => _store.Runs;

    public static async Task<ShipperServer> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        time ??= TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("joblogs-ship-").FullName;
        var store = await JobServer.OpenStoreAsync(folder, time);
        var builder = WebApplication.CreateSlimBuilder();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time).AddSingleton(store.Jobs).AddSingleton(store.Runs).AddSingleton(store.Papers);
        builder.Services.AddSingleton(store.Writer).AddSingleton(store.Logs).AddSingleton<Addresses>().AddSingleton<CursorCodec>();
        builder.Services.AddSingleton<IJobHandler>(new ScriptedHandler());
        builder.Services.AddIngest(builder.Configuration).AddLive(builder.Configuration).AddLogs();
        builder.Services.AddJobs().AddRuns().AddSchedules().AddShippers();
        var app = builder.Build();
        app.MapLogs().MapJobs().MapRuns().MapShippers();
        await app.StartAsync();
        return new ShipperServer(app, store, folder);
    }

    public T Loop<T>()
        where T : IHostedService => _app.Services.GetServices<IHostedService>().OfType<T>().Single();

    public async Task<Reply> PostAsync(string path, byte[] body, string contentType)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await Client.PostAsync(path, content);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers);
    }

    public Task<Reply> PostAsync(string path, string body, string contentType = "application/json") =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>A job that somebody else executes.</summary>
    public async Task<string> CreateJobAsync(string name, string type = "external")
    {
        var definition = type == "external"
            ? $$"""{"name": "{{name}}", "type": "external"}"""
            : $$"""{"name": "{{name}}", "keywords": ["test"], "cron_expression": "0 0 * * *"}""";
        var reply = await PostAsync("/api/cronjobs", definition);
        reply.Status.ShouldBe(201, reply.Text);
        return reply.Json.GetProperty("id").GetString()!;
    }

    /// <summary>A run that somebody else executes.</summary>
    public async Task<string> StartRunAsync(string job)
    {
        var reply = await PostAsync($"/api/cronjobs/{job}/runs", "{}");
        reply.Status.ShouldBe(201, reply.Text);
        return reply.Json.GetProperty("id").GetString()!;
    }

    /// <summary>The entries of a job, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> EntriesAsync(string job) =>
        await ListAsync($"/api/cronjobs/{Uri.EscapeDataString(job)}/logs?order=asc&limit=1000");

    /// <summary>The entries of a run, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> EntriesOfRunAsync(string run) => await ListAsync($"/api/job-runs/{run}/logs?order=asc&limit=1000");

    /// <summary>The runs of a job, oldest first.</summary>
    public async Task<IReadOnlyList<Run>> RunsAsync(string job)
    {
        var found = await _store.Jobs.FindByNameAsync(job, CancellationToken.None);
        var runs = await _store.Runs.ListAsync(new RunQuery { Job = found.ShouldNotBeNull().Id, Limit = 100 }, CancellationToken.None);
        return [.. runs.Items.Reverse()];
    }

    public static string IdOf(Run run) => RunIdText.ToText(run.Id.Number);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string path)
    {
        var text = await Client.GetStringAsync(path);
        return [.. JsonElement.Parse(text).GetProperty("logs").EnumerateArray()];
    }

    /// <summary>What was answered.</summary>
    internal sealed record Reply(int Status, byte[] Body, HttpResponseHeaders Headers)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public JsonElement Json => JsonElement.Parse(Body);
    }
}
