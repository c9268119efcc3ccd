using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Copies;
using JobLogs.Server.Hosting;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Live;
using JobLogs.Server.Logs;
using JobLogs.Server.Papers;
using JobLogs.Server.Retention;
using JobLogs.Server.Runs;
using JobLogs.Server.Stores;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using JobLogs.Tests.Server.Copies;
using JobLogs.Tests.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Logs;

/// <summary>The reading side and retention on a real SQLite file and a real Kestrel on a free port.</summary>
internal sealed class LogServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteStore _store;
    private readonly string _folder;

    private LogServer(WebApplication app, SqliteStore store, string folder)
    {
        (_app, _store, _folder) = (app, store, folder);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IStoreQueue Queue => Get<IStoreQueue>();

    public ILogStore Store => _store.Logs;

    public ICommitFeed Feed => _store.Feed;

    public ICopyStates CopyStates => _store.Copies;

    public IRunStore Runs => _store.Runs;

    public static async Task<LogServer> StartAsync(TimeProvider? time = null, string? retentionDays = null, ScriptedCopy? copy = null, Action<IServiceCollection>? extend = null)
    {
        time ??= TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("joblogs-logs-").FullName;
        var options = new SqliteStoreOptions { Path = Path.Combine(folder, "joblogs.db") };
        var store = await SqliteStore.OpenAsync(options, time, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["LOG_RETENTION_DAYS"] = retentionDays;
        builder.Services.AddHttpErrors().AddSingleton(time).AddSingleton(store.Jobs).AddSingleton(store.Runs).AddSingleton(store.Papers);
        builder.Services.AddSingleton(store.Writer).AddSingleton(store.Logs).AddSingleton<Addresses>().AddSingleton<CursorCodec>();
        builder.Services.AddIngest(builder.Configuration).AddLive(builder.Configuration);
        builder.Services.AddLogs().AddPapers().AddStores().AddRetention(builder.Configuration).AddApiDescription();
        AddCopy(builder, store, copy);
        extend?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHttpErrors();
        app.MapOpenApi();
        app.MapLogs().MapPapers().MapStores().MapCopies().MapRetention();
        await app.StartAsync();
        return new LogServer(app, store, folder);
    }

    private static void AddCopy(WebApplicationBuilder builder, SqliteStore store, ScriptedCopy? copy)
    {
        if (copy is null)
        {
            builder.Services.AddNoCopies();
            return;
        }

        builder.Services.AddSingleton<ServerName>();
        builder.Services.AddOptions<RunsOptions>();
        builder.Services.AddCopies(builder.Configuration, new CopySources(store.Logs, store.Feed, store.Copies), copy, copy);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public T Loop<T>()
        where T : IHostedService => _app.Services.GetServices<IHostedService>().OfType<T>().Single();

    public async Task<JobId> JobAsync(string name = "nightly", int? retentionDays = null)
    {
        var definition = new JobDefinition { Name = name, Type = "external", RetentionDays = retentionDays };
        var created = await Queue.SubmitAsync(new CreateJob(definition), CancellationToken.None);
        return created.Job.ShouldNotBeNull().Id;
    }

    /// <summary>A run that is under way.</summary>
    public async Task<RunId> RunAsync(JobId job)
    {
        var command = new CreateRun(job, RunTrigger.Api) { Status = RunStatus.Running, Parameters = "{}", Reason = "a test", LeaseSeconds = 0 };
        return (await Queue.SubmitAsync(command, CancellationToken.None)).Run.ShouldNotBeNull().Id;
    }

    public async Task FinishAsync(RunId run)
    {
        var command = new ChangeRun(run, RunStatus.Completed) { From = [RunStatus.Running] };
        (await Queue.SubmitAsync(command, CancellationToken.None)).Refusal.ShouldBe(Refusal.None);
    }

    /// <summary>Writes entries in one commit; returns the seq of the first.</summary>
    public async Task<long> WriteAsync(RunId run, params IReadOnlyList<Sample> samples)
    {
        using var batch = new EntryBatch(samples.Count);
        foreach (var sample in samples)
        {
            sample.AddTo(batch, run);
        }

        var command = await Queue.SubmitAsync(new AppendEntries(run, batch), CancellationToken.None);
        command.Accepted.ShouldBe(samples.Count);
        return batch[0].Seq;
    }

    /// <summary>A job with one run and these entries.</summary>
    public async Task<(JobId Job, RunId Run)> LogAsync(string name, params IReadOnlyList<Sample> samples)
    {
        var job = await JobAsync(name);
        var run = await RunAsync(job);
        if (samples.Count > 0)
        {
            await WriteAsync(run, samples);
        }

        return (job, run);
    }

    public static string PathOf(JobId job) => "/api/cronjobs/" + JobIdText.ToText(job.Number) + "/logs";

    public static string PathOf(RunId run) => "/api/job-runs/" + RunIdText.ToText(run.Number) + "/logs";

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string? json = null, string contentType = "application/json")
    {
        var content = json is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content?.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>Tells everything that waits that the server goes down.</summary>
    public void BeginToStop() => _app.Lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), null);
    }
}
