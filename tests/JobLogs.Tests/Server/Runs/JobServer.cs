using System.Text;
using System.Text.Json;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Jobs;
using JobLogs.Server.Live;
using JobLogs.Server.Runs;
using JobLogs.Server.Schedules;
using JobLogs.Server.Secrets;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Runs;

/// <summary>Jobs, runs and schedules on a real SQLite file and a real Kestrel on a free port; the live side is a <see cref="CommitWatch"/>.</summary>
internal sealed class JobServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteStore _store;
    private readonly string? _folder;
    private bool _isStopped;

    private JobServer(WebApplication app, SqliteStore store, CommitWatch watch, ScriptedHandler handler, string? folder)
    {
        (_app, _store, _folder) = (app, store, folder);
        (Watch, Handler) = (watch, handler);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public CommitWatch Watch { get; }

    /// <summary>The handler of <c>paper_search</c>.</summary>
    public ScriptedHandler Handler { get; }

    public IRunStore Runs => _store.Runs;

    public IJobStore Jobs => _store.Jobs;

    public IStoreQueue Queue => Get<IStoreQueue>();

    public static async Task<JobServer> StartAsync(
        TimeProvider? time = null, Func<JobContext, Task>? script = null, string? folder = null, Action<RunsOptions>? configure = null,
        Action<IServiceCollection>? add = null)
    {
        time ??= TimeProvider.System;
        var own = folder is null ? Directory.CreateTempSubdirectory("joblogs-runs-").FullName : null;
        var store = await OpenStoreAsync(own ?? folder!, time);
        var watch = new CommitWatch();
        var handler = new ScriptedHandler();
        handler.Script = script ?? handler.Script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddJobLogs();
        builder.Services.AddSingleton(time).AddSingleton(store.Jobs).AddSingleton(store.Runs).AddSingleton(store.Writer);
        builder.Services.AddSingleton<ITail>(watch).AddSingleton<IJobHandler>(handler).AddSingleton<Addresses>();
        builder.Services.AddSingleton(new SecretKeySource(SecretKey.NewText(), null, MakeFile: false));
        builder.Services.AddIngest(builder.Configuration).AddRuns().AddJobs().AddSchedules();
        builder.Services.Configure<RunsOptions>(options => configure?.Invoke(options));
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapJobs().MapRuns().MapSchedules();
        await app.StartAsync();
        return new JobServer(app, store, watch, handler, own);
    }

    public static ValueTask<SqliteStore> OpenStoreAsync(string folder, TimeProvider time) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = Path.Combine(folder, "joblogs.db") }, time, CancellationToken.None);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>One of the background loops.</summary>
    public T Loop<T>()
        where T : IHostedService => _app.Services.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>Creates a job past HTTP.</summary>
    public async Task<Job> CreateJobAsync(JobDefinition definition)
    {
        var outcome = await Get<JobChanges>().CreateAsync(definition);
        outcome.Problem.ShouldBeNull();
        return outcome.Job!;
    }

    /// <summary>Triggers a job past HTTP.</summary>
    public async Task<Run> TriggerAsync(Job job)
    {
        var outcome = await Get<RunStarter>().TriggerAsync(job, job.Definition.Parameters);
        outcome.Problem.ShouldBeNull();
        return outcome.Run!;
    }

    public async Task<Run> FindRunAsync(RunId run) => (await Runs.FindAsync(run, CancellationToken.None)).ShouldNotBeNull();

    public async Task<Job> FindJobAsync(JobId job) => (await Jobs.FindAsync(job, CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Calls the API.</summary>
    public async Task<Answer> SendAsync(string method, string path, string? json = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response.Headers.Location?.ToString());
    }

    /// <summary>Stops the server as a signal would.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await _app.StopAsync();
            await _app.DisposeAsync();
            await _store.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
