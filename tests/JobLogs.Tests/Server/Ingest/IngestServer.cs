using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Server.Ingest;
using JobLogs.Server.Live;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using JobLogs.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>The ingest endpoint on a real Kestrel and a real SQLite file, with one external run.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteStore _store;
    private readonly string _folder;

    private IngestServer(WebApplication app, SqliteStore store, string folder, GatedWriter writer, CommittedEntries committed)
    {
        (_app, _store, _folder) = (app, store, folder);
        (Writer, Committed) = (writer, committed);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public GatedWriter Writer { get; }

    public CommittedEntries Committed { get; }

    public JobId Job { get; private set; }

    public RunId Run { get; private set; }

    public string Path => $"/api/job-runs/{RunIdText.ToText(Run.Number)}/logs";

    public CursorCodec Cursors => _app.Services.GetRequiredService<CursorCodec>();

    public static async Task<IngestServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-ingest-").FullName;
        var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = System.IO.Path.Combine(folder, "joblogs.db") }, TimeProvider.System, CancellationToken.None);
        var writer = new GatedWriter(store.Writer);
        var committed = new CommittedEntries();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create("Ingest:" + pair.Key, (string?)pair.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IStoreWriter>(writer).AddSingleton<ITail>(committed);
        builder.Services.AddSingleton(SaltedLogStore.Create()).AddSingleton<CursorCodec>().AddIngest(builder.Configuration);
        var app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        var server = new IngestServer(app, store, folder, writer, committed);
        await server.CreateRunAsync();
        return server;
    }

    public Task<IngestReply> PostAsync(string body, string contentType = "application/x-ndjson", string query = "", string? path = null) =>
        PostAsync(Encoding.UTF8.GetBytes(body), contentType, query, path: path);

    public async Task<IngestReply> PostAsync(byte[] body, string? contentType, string query = "", string? encoding = null, string? path = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await Client.PostAsync((path ?? Path) + query, content);
        var text = await response.Content.ReadAsStringAsync();
        return new IngestReply(
            (int)response.StatusCode,
            text.Length == 0 ? default : JsonElement.Parse(text),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    public static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Writer.LetGo();
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CreateRunAsync()
    {
        var queue = _app.Services.GetRequiredService<IStoreQueue>();
        var job = await queue.SubmitNowAsync(new CreateJob(new JobDefinition { Name = "job", Type = "external" }));
        Job = job.Job!.Id;
        var run = await queue.SubmitNowAsync(new CreateRun(Job, RunTrigger.Api)
        {
            Status = RunStatus.Running, Parameters = "{}", Reason = "Started by a test.", LeaseSeconds = 0,
        });
        Run = run.Run!.Id;
    }
}
